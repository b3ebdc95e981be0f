"""Runs the commands of `commands.txt` with the AWS CLI, which together are every operation of API Gateway.

Endpoint, region and key come from the environment. Nothing is left at the end.
"""

import datetime
import json
import pathlib
import shlex
import sys
import tempfile
import time

import botocore.session
from botocore import xform_name

import awscli_here as aws
from values import filled, member

LIST = pathlib.Path(__file__).with_name("commands.txt")
FILES = {
    "documentation.json": json.dumps({
        "openapi": "3.0.1", "info": {"title": "words", "version": "1"}, "paths": {},
        "x-amazon-apigateway-documentation": {"version": "1", "documentationParts": [
            {"location": {"type": "API"}, "properties": {"info": {"description": "a shop"}}},
        ]},
    }),
    "keys.csv": "name,key,description,enabled\nimported,imported-with-twenty-characters,from a file,true\n",
}
# What must be empty when all is deleted, and was before.
LISTS = ("get-rest-apis", "get-api-keys", "get-usage-plans", "get-domain-names", "get-vpc-links", "get-client-certificates")


def commands():
    """Line number, arguments, what to keep of the answer, words of the refusal."""
    for number, line in enumerate(LIST.read_text().splitlines(), 1):
        line, _, words = line.partition(" !> ")
        line, _, kept = line.partition(" => ")
        if line and not line.startswith("#"):
            yield number, shlex.split(line), [one.split("=") for one in kept.split()], words


def everything():
    return {name: aws.run("apigateway", name).get("items", []) for name in LISTS}


def run(scratch):
    names = {
        "today": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        "folder": str(scratch),
        "file": str(scratch / "written"),
    }
    for name, text in FILES.items():
        (scratch / name).write_text(text)
    before = everything()
    failures, refused = [], 0
    for number, arguments, kept, words in commands():
        arguments = filled(arguments, names)
        try:
            answer = aws.run("apigateway", *arguments)
        except aws.Failed as error:
            if not words or words not in str(error):
                failures.append(f"line {number}: {error}")
            else:
                refused += 1
            continue
        if words:
            failures.append(f"line {number}: {' '.join(arguments)}: expected a refusal that says `{words}`")
        for name, path in kept:
            names[name] = member(answer, path)
    after = everything()
    if after != before:
        failures.append(f"left at the end: {json.dumps(after)}")
    return failures, refused


def main():
    begun = time.monotonic()
    model = botocore.session.get_session().get_service_model("apigateway")
    known = {xform_name(name, "-") for name in model.operation_names}
    listed = [arguments[0] for _, arguments, _, _ in commands()]
    failures = [f"no command for {name}" for name in sorted(known - set(listed))]
    refused = 0
    if not failures:
        with tempfile.TemporaryDirectory() as scratch:
            failures, refused = run(pathlib.Path(scratch))
    if failures:
        print(f"{len(failures)} failures:", *failures, sep="\n  ")
    print(f"{len(set(listed) & known)} operations in {len(listed)} commands, {refused} refused as expected, in "
          f"{time.monotonic() - begun:.1f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
