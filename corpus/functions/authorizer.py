# A Lambda authorizer that does what its token says. Tokens are the names of the cases' column "A".
import os
import re

POLICIES = {
    "allow": [("Allow", "execute-api:Invoke", "*")],
    "deny": [("Allow", "execute-api:Invoke", "*"), ("Deny", "execute-api:Invoke", "*")],
    "other": [("Allow", "execute-api:Invoke", "arn:aws:execute-api:*:*:*/prod/GET/other")],
    "this": [("Allow", "execute-api:Invoke", None)],
    "not-posts": [("Allow", "execute-api:Invoke", "*"), ("Deny", "execute-api:Invoke", "arn:aws:execute-api:*:*:*/prod/POST/*")],
    "stars": [("Allow", "*", "*")],
    "slash": [("Allow", "execute-api:Invoke", "arn:aws:execute-api:*:*:*/prod/GET/pets/")],
}


def token(event):
    if event["type"] == "TOKEN":
        return event["authorizationToken"]
    return event["headers"].get("authorization", "allow")


def handler(event, context):
    word = token(event)
    if word == "unauthorized":
        raise Exception("Unauthorized")
    if word == "unauthorized-why":
        raise Exception("Unauthorized: expired")
    if word == "exit":
        os._exit(1)
    if word == "null":
        return None
    if word == "status":
        return {"statusCode": 401}
    key = None
    if ":" in word:
        word, key = word.split(":", 1)
    statements = [
        {"Effect": effect, "Action": action, "Resource": resource or event["methodArn"]}
        for effect, action, resource in POLICIES.get(word, POLICIES["allow"])
    ]
    if word == "addresses":
        statements[0]["Condition"] = {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
    result = {
        "principalId": "user-17",
        "policyDocument": {"Version": "2012-10-17", "Statement": statements},
        "context": {"n": 123, "b": True, "z": None, "s": "text"},
    }
    if key:
        result["usageIdentifierKey"] = key
    if word == "no-principal":
        del result["principalId"]
    if word == "nested":
        result["context"] = {"a": {"b": 1}}
    return result
