"""Signs requests to deployed APIs with botocore, as it is, and sends them.

Reads a list of requests in JSON from standard input and prints the list of answers. What is sent can be made to differ from
what was signed, to see that it is refused: `sent` names another host or body, headers to add, or a query to append; `signed` in it
are headers that are signed too.
"""

import datetime
import http.client
import json
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SIGNERS = {"header": botocore.auth.SigV4Auth, "query": botocore.auth.SigV4QueryAuth}


def sign(ask):
    """Gives the target and the headers, as pairs."""
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: datetime.datetime.now(
        datetime.timezone.utc
    ).replace(tzinfo=None) + datetime.timedelta(seconds=ask.get("clock_s", 0))
    host = ask["host"]
    headers = {"Content-Type": "application/json"} if ask["body"] else {}
    headers.update(ask.get("sent", {}).get("signed", {}))
    request = AWSRequest(ask["method"], f"http://{host}{ask['path']}", headers, ask["body"].encode())
    key = Credentials(ask["access_key"], ask["secret_key"], ask.get("token"))
    SIGNERS[ask["form"]](key, ask["service"], ask["region"]).add_auth(request)
    prepared = request.prepare()
    headers = [(name, value) for name, value in prepared.headers.items() if name.lower() != "content-length"]
    return prepared.url.removeprefix(f"http://{host}"), headers


def send(ask):
    target, headers = sign(ask)
    sent = ask.get("sent", {})
    if more := sent.get("query"):
        target += ("&" if "?" in target else "?") + more
    if other := sent.get("credentials"):
        # A second set of credentials, in the other form or the same.
        signed_target, signed = sign({**ask, **other})
        if "?" in signed_target:
            target += ("&" if "?" in target else "?") + signed_target.split("?", 1)[1]
        headers += [pair for pair in signed if pair not in headers]
    for pair in sent.get("headers", []):
        headers.append(tuple(pair))
    for name in sent.get("twice", []):
        headers += [pair for pair in headers if pair[0].lower() == name.lower()]
    connection = http.client.HTTPConnection(*ask["to"].split(":"), timeout=30)
    connection.putrequest(ask["method"], target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", sent.get("host", ask["host"]))
    for name, value in headers:
        connection.putheader(name, value)
    body = sent.get("body", ask["body"]).encode()
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body or None)
    answer = connection.getresponse()
    kind = answer.getheader("x-amzn-errortype", "")
    said = {"status": answer.status, "kind": kind, "body": answer.read().decode()}
    connection.close()
    return said


json.dump([send(ask) for ask in json.load(sys.stdin)], sys.stdout)
