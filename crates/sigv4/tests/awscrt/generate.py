"""Prints requests signed with Signature Version 4A by the AWS Common Runtime, one JSON document a line: `generate.py COUNT SEED`.

`requests.jsonl` is what `generate.py 48 4` printed with awscrt 0.38.1 (PyPI). The requests are the same each time, the signatures
are not: ECDSA takes a random number for each.
"""

import datetime
import io
import json
import random
import sys

from awscrt.auth import (
    AwsCredentialsProvider,
    AwsSignatureType,
    AwsSignedBodyHeaderType,
    AwsSigningAlgorithm,
    AwsSigningConfig,
    aws_sign_request,
)
from awscrt.http import HttpHeaders, HttpRequest

ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
REGION_SETS = ["*", "eu-west-1", "eu-west-1,us-east-1", "us-east-1,eu-*", "eu-*", "*-1"]
PATHS = ["/", "/prod", "/prod/pets/42", "/prod/a%20b", "/prod/%E1%88%B4", "/prod//a/./b/../c", "/prod/a%2Fb/", "/prod/a+b:c", "/prod/~x"]
QUERIES = ["", "limit=5", "b=2&a=1&a=0", "a=x%20y&c=%2F", "empty=&flag", "name=%E1%88%B4"]
BODIES = [b"", b"{}", b"a" * 1024, "ሴ".encode()]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, alphabet, length):
        return "".join(self.random.choice(alphabet) for _ in range(length))

    def one(self):
        presigned = self.random.random() < 0.5
        access_key_id = self.random.choice(["AKIA", "ASIA"]) + self.text(ID, 16)
        secret = self.text(SECRET, self.random.choice([40, 40, 64, 100]))
        token = self.text(SECRET, 64) if access_key_id.startswith("ASIA") else None
        region_set = self.random.choice(REGION_SETS)
        moment = datetime.datetime(2026, 5, 17, tzinfo=datetime.timezone.utc) + datetime.timedelta(
            seconds=self.random.randrange(86_400)
        )
        method = self.random.choice(["GET", "POST", "PUT", "DELETE"])
        body = b"" if method == "GET" else self.random.choice(BODIES)
        query = self.random.choice(QUERIES)
        target = self.random.choice(PATHS) + (f"?{query}" if query else "")
        headers = [("Host", self.random.choice(["a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com", "localhost:8080"]))]
        if self.random.random() < 0.5:
            headers.append(("Content-Type", "application/json"))
        if self.random.random() < 0.3:
            headers += [("X-Amz-Meta-A", "  two  words "), ("x-amz-meta-a", "again")]
        named = not presigned and self.random.random() < 0.4
        request = HttpRequest(method, target, HttpHeaders(headers), io.BytesIO(body))
        config = AwsSigningConfig(
            algorithm=AwsSigningAlgorithm.V4_ASYMMETRIC,
            signature_type=(
                AwsSignatureType.HTTP_REQUEST_QUERY_PARAMS if presigned else AwsSignatureType.HTTP_REQUEST_HEADERS
            ),
            credentials_provider=AwsCredentialsProvider.new_static(access_key_id, secret, token),
            region=region_set,
            service="execute-api",
            date=moment,
            signed_body_header_type=(
                AwsSignedBodyHeaderType.X_AMZ_CONTENT_SHA_256 if named else AwsSignedBodyHeaderType.NONE
            ),
            expiration_in_seconds=300 if presigned else None,
        )
        signed = aws_sign_request(request, config).result(30)
        path, _, query = signed.path.partition("?")
        return {
            "accessKeyId": access_key_id,
            "secret": secret,
            "sessionToken": token,
            "regionSet": region_set,
            "time": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "presigned": presigned,
            "method": method,
            "path": path,
            "query": query,
            "headers": [[name, value] for name, value in signed.headers],
            "body": body.decode(),
        }


def main():
    generator = Generator(int(sys.argv[2]))
    for _ in range(int(sys.argv[1])):
        print(json.dumps(generator.one(), ensure_ascii=True))


if __name__ == "__main__":
    main()
