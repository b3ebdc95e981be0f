"""A server of S3's API on a free port, with versions of one object that a single key may read.

`s3_server.py FILE…` puts each file as a version of `s3://trust/stores/ca.pem`, then prints where the server is, the key and
the ids of the versions as JSON, and serves until its input ends. Every call needs a good signature and a permission.
"""

import json
import sys

import boto3
from moto import settings
from moto.server import ThreadedMotoServer

READER = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject*", "Resource": "*"}]}


def main():
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    setup = {"endpoint_url": endpoint, "aws_access_key_id": "setup", "aws_secret_access_key": "setup"}
    iam, s3 = boto3.client("iam", **setup), boto3.client("s3", **setup)
    iam.create_user(UserName="reader")
    iam.put_user_policy(UserName="reader", PolicyName="read", PolicyDocument=json.dumps(READER))
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    s3.create_bucket(Bucket="trust")
    s3.put_bucket_versioning(Bucket="trust", VersioningConfiguration={"Status": "Enabled"})
    versions = []
    for name in sys.argv[1:]:
        with open(name, "rb") as body:
            versions.append(s3.put_object(Bucket="trust", Key="stores/ca.pem", Body=body.read())["VersionId"])
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    answer = {"endpoint": endpoint, "key": key["AccessKeyId"], "secret": key["SecretAccessKey"], "versions": versions}
    print(json.dumps(answer), flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
