"""Prints requests signed by botocore, one JSON document a line: `generate.py COUNT SEED`.

The same count and seed print the same requests. Every field is as it would be on the wire; `signed` names what the signature
covers, for the test that changes one byte of it.
"""

import datetime
import json
import random
import string
import sys
from urllib.parse import quote, urlsplit

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SERVICES = ["apigateway", "lambda", "iam", "sts", "execute-api", "dynamodb", "logs", "cloudformation"]
REGIONS = ["us-east-1", "eu-west-1", "ap-northeast-1", "cn-north-1", "us-gov-west-1"]
METHODS = ["GET", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
TEXTS = ["a", "42", "x y", "a+b", "a/b", "a:b", "ü", "ሴ", "🦀", "~", "-_.~", "100%", "&=?#", "'()*!", "[a]", "%2F", "",
         "arn:aws:lambda:eu-west-1:123456789012:function:demo", "a;b,c", "@$", "\u00a0x", "é\u0301"]
# What stands in addresses that no SDK made: other escapes, none at all, nothing between separators.
RAW_SEGMENTS = ["a", "b.c", "%2F", "%2f", "arn%3Aaws%3Alambda", "a:b", "a+b", "(x)", "ሴ", "%7E", "~u", "a%20b", "*", "$x",
                "a;b=c", "%E1%88%B4", "é"]
ODD_SEGMENTS = ["", ".", "..", "...", ".a", "%2e%2e", "%2E"]
RAW_PAIRS = ["a=1", "a=2", "a", "a=", "=", "", "=b", "a=b=c", "b=%2f", "b=%2F", "c=x+y", "c=%2b", "d=%7e", "e=a:b/c@d", "f=é",
             "%61=1", "A=1", "g=(1)*'!", "h=%E1%88%B4", "a-b=1", "a.b=1", "q=%25", "t=;"]
HEADER_TEXTS = ["x", "a  b", "  spaced   out ", "a,b", "\tv\t", "é", "q=\"a  b\"", "", "0", "*/*; q=0.5"]
BODIES = [b"", b"", b"{}", b"Action=ListUsers&Version=2010-05-08", "ü🦀".encode(), bytes(range(256)), b"x" * 3000]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def word(self, least=1, most=12):
        return "".join(self.random.choices(string.ascii_letters + string.digits, k=self.random.randint(least, most)))

    def credentials(self):
        token = None
        if self.random.random() < 0.35:
            token = "".join(self.random.choices(string.ascii_letters + string.digits + "+/=", k=self.random.randint(8, 400)))
        kind = "ASIA" if token else "AKIA"
        secret = "".join(self.random.choices(string.ascii_letters + string.digits + "+/", k=40))
        return Credentials(kind + self.word(16, 16).upper(), secret, token)

    def moment(self):
        start = datetime.datetime(2026, 1, 1)
        return start + datetime.timedelta(seconds=self.random.randrange(400 * 86400))

    def path(self, raw, s3):
        count = self.random.randint(0, 5)
        if not raw:
            safe = "/~" if s3 else "~"
            path = "/" + "/".join(quote(self.random.choice(TEXTS[:-2] + [self.word()]) or "e", safe=safe) for _ in range(count))
        else:
            pool = RAW_SEGMENTS + (ODD_SEGMENTS if self.random.random() < 0.4 else [])
            path = "/" + "/".join(self.random.choice(pool) for _ in range(count))
        if count and self.random.random() < 0.15:
            path += "/"
        return path

    def parameters(self, repeats):
        names = [self.random.choice(TEXTS + [self.word()]) for _ in range(self.random.randint(0, 6))]
        if repeats and names:
            names += self.random.choices(names, k=self.random.randint(0, 2))
        return [(name, self.random.choice(TEXTS + [self.word()])) for name in names]

    def headers(self, request, presigned):
        if self.random.random() < 0.5:
            request.headers["Content-Type"] = self.random.choice(
                ["application/json", "application/x-amz-json-1.1", "application/x-www-form-urlencoded; charset=utf-8"])
        if self.random.random() < 0.3:
            request.headers["X-Amz-Target"] = "DynamoDB_20120810." + self.word()
        if self.random.random() < 0.5:
            request.headers["User-Agent"] = "Boto3/1 " + self.word()
        for _ in range(self.random.randint(0, 3)):
            name = self.random.choice(["Accept", "X-Amz-Meta-" + self.word(), "amz-sdk-request", "X-" + self.word(), "My-Header"])
            for _ in range(self.random.choice([1, 1, 1, 2, 3])):
                request.headers.add_header(name, self.random.choice(HEADER_TEXTS + [self.word()]))
        if not presigned and self.random.random() < 0.1:
            request.headers["Date"] = "to be set by the signer"

    def one(self):
        choice = self.random.random()
        presigned = choice < 0.35
        s3 = self.random.random() < 0.2
        raw = self.random.random() < 0.4
        service = "s3" if s3 else self.random.choice(SERVICES)
        region = self.random.choice(REGIONS)
        host = self.random.choice([f"{service}.{region}.amazonaws.com", "127.0.0.1:4566", "localhost:80", "[::1]:4566"])
        scheme = self.random.choice(["http", "https"])
        url = f"{scheme}://{host}{self.path(raw, s3)}"
        params = None
        if raw:
            pairs = [self.random.choice(RAW_PAIRS) for _ in range(self.random.randint(0, 6))]
            if pairs:
                url += "?" + "&".join(pairs)
        else:
            params = self.parameters(repeats=not presigned)
            if presigned:
                params = dict(params)
        method = self.random.choice(METHODS)
        body = b"" if method in ("GET", "HEAD") else self.random.choice(BODIES)
        request = AWSRequest(method=method, url=url, data=body if not presigned else None, params=params)
        self.headers(request, presigned)
        if self.random.random() < 0.5:
            request.headers["Host"] = botocore.auth._host_from_url(url)
        if not s3 and not presigned and self.random.random() < 0.2:
            request.headers["X-Amz-Content-SHA256"] = botocore.auth.sha256(body).hexdigest()
        if s3 and not presigned and self.random.random() < 0.3:
            class Config:
                s3 = {"payload_signing_enabled": False}
            request.context["client_config"] = Config
        elif s3 and not presigned and self.random.random() < 0.1:
            request.context["checksum"] = {"request_algorithm": {"in": "trailer"}}
        credentials = self.credentials()
        moment = self.moment()
        botocore.auth.get_current_datetime = lambda: moment
        expires = self.random.choice([1, 60, 3600, 604800, self.random.randint(1, 604800)])
        if presigned:
            kind = botocore.auth.S3SigV4QueryAuth if s3 else botocore.auth.SigV4QueryAuth
            signer = kind(credentials, service, region, expires)
        else:
            kind = botocore.auth.S3SigV4Auth if s3 else botocore.auth.SigV4Auth
            signer = kind(credentials, service, region)
        names = signer.headers_to_sign(request)
        signer.add_auth(request)
        # What is signed is known only now: the signer adds and removes headers.
        names = set(signer.headers_to_sign(request)) - {"authorization"}
        prepared = request.prepare()
        parts = urlsplit(prepared.url)
        path, query = parts.path, parts.query
        headers = [[name, value if isinstance(value, str) else value.decode()] for name, value in request.headers.items()]
        if not any(name.lower() == "host" for name, _ in headers):
            headers.append(["Host", botocore.auth._host_from_url(request.url)])
        return {
            "kind": kind.__name__,
            "raw": raw,
            "service": service,
            "region": region,
            "access_key_id": credentials.access_key,
            "secret": credentials.secret_key,
            "session_token": credentials.token,
            "date": moment.strftime("%Y%m%dT%H%M%SZ"),
            "expires_s": expires if presigned else None,
            "method": method,
            "path": path,
            "query": query,
            "headers": headers,
            "body": (b"" if presigned else body).hex(),
            "signed": sorted(name.lower() for name in names),
        }


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    generator = Generator(seed)
    for _ in range(count):
        print(json.dumps(generator.one(), ensure_ascii=True))


if __name__ == "__main__":
    main()
