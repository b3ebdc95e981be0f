"""Calls every operation of API Gateway with boto3 as it is: good, wrong, unsigned, signed wrongly, not permitted, permitted.

`operations_table.py` says what the calls are. Endpoint, region and the root key come from the environment, as for any
client. `--other PROFILE` names the profile of another account, to which nothing of the first one may be there. Ends with 0
when every answer is the expected one, and says which are not otherwise.
"""

import argparse
import datetime
import itertools
import json
import pathlib
import sys
import time
import tomllib
import urllib.parse

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

import operations_table as table
from values import differences, filled, holds, member, plain

UNSUPPORTED = pathlib.Path(__file__).parent.parent / "crates/svc-apigateway/unsupported.toml"
# Nothing is checked before it is sent, and nothing is sent twice.
PLAIN = {"parameter_validation": False, "retries": {"total_max_attempts": 1}}
OTHER_VERB = {"GET": "PATCH", "POST": "GET", "PUT": "GET", "PATCH": "GET", "DELETE": "GET"}
NOT_FOUND = ("NotFoundException", 404)
BAD_REQUEST = ("BadRequestException", 400)
NOT_ALLOWED = ("AccessDeniedException", 403)


def client(service, **more):
    config = Config(**PLAIN, **more.pop("config", {}))
    return more.pop("session", boto3).client(service, config=config, **more)


class Answer:
    """What a call gave: its status, and its members or its error's code and message."""

    def __init__(self, status, members=None, code=None, message=""):
        self.status, self.members, self.code, self.message = status, members, code, message

    def __str__(self):
        return f"{self.status} {self.code or 'success'} {self.message}".strip()


def call(of, operation, members):
    method = getattr(of, botocore.xform_name(operation))
    try:
        answer = method(**members)
    except ClientError as error:
        said = error.response["Error"]
        return Answer(error.response["ResponseMetadata"]["HTTPStatusCode"], code=said["Code"], message=said["Message"])
    except BotoCoreError as error:
        return Answer(0, code=type(error).__name__, message=str(error))
    status = answer.pop("ResponseMetadata")["HTTPStatusCode"]
    return Answer(status, plain(answer))


class Run:
    def __init__(self, other):
        """`other` is a client of another account, or None."""
        self.other = other
        self.root = client("apigateway")
        self.iam = client("iam")
        self.model = self.root.meta.service_model
        self.unsupported = {one["name"]: one["why"] for one in tomllib.loads(UNSUPPORTED.read_text())["operation"]}
        self.names = {"today": datetime.datetime.now(datetime.timezone.utc).date().isoformat()}
        self.uniques = itertools.count(1)
        self.made = {}
        self.calls = 0
        self.cases = {}
        self.failures = []

    def fail(self, operation, case, why):
        self.failures.append(f"{operation}, {case}: {why}")

    def count(self, case):
        self.cases[case] = self.cases.get(case, 0) + 1

    def call(self, of, operation, members):
        self.calls += 1
        return call(of, operation, members)

    def refused(self, operation, case, answer, wanted, *words):
        """The answer must be this error, and say these words."""
        self.count(case)
        code, status = wanted
        if (answer.code, answer.status) != wanted or not all(word in answer.message for word in words):
            self.fail(operation, case, f"expected {status} {code} {' … '.join(words)}, answered {answer}")

    # What is there before.

    def covers(self):
        known, listed = set(self.model.operation_names), set(table.OPERATIONS)
        for name in sorted(known - listed):
            self.fail(name, "table", "an operation without a row")
        for name in sorted((listed | set(self.unsupported)) - known):
            self.fail(name, "table", "botocore knows no such operation")
        for name, row in table.OPERATIONS.items():
            for case in ("missing", "bad"):
                if case not in row:
                    self.fail(name, "table", f"the row does not say what `{case}` is")

    def needed(self, operation, members):
        """A call that others need: it must succeed."""
        answer = self.call(self.root, operation, members)
        if answer.code:
            sys.exit(f"{operation} {json.dumps(members)}, which others need: {answer}")
        return answer.members

    def user(self, name):
        arn = self.iam.create_user(UserName=name)["User"]["Arn"]
        key = self.iam.create_access_key(UserName=name)["AccessKey"]
        secret = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
        return arn, secret

    def prepare(self):
        for name, operation, members, path in table.FIXTURES:
            unique = {"unique": f"u{next(self.uniques)}"}
            answer = self.needed(operation, filled(members, {**self.names, **unique}))
            if name:
                self.names[name] = member(answer, path)
        self.nobody, secret = self.user("nobody")
        self.not_permitted = client("apigateway", **secret)
        _, narrow = self.user("narrow")
        self.narrow = client("apigateway", **narrow)
        self.unsigned = client("apigateway", config={"signature_version": botocore.UNSIGNED})
        wrong = {**narrow, "aws_secret_access_key": narrow["aws_secret_access_key"][::-1]}
        self.wrongly_signed = client("apigateway", **wrong)
        unknown = {**narrow, "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE"}
        self.unknown_key = client("apigateway", **unknown)

    def fresh(self, row):
        """What the good call of a row is about, made for it; the names that the row uses."""
        names = {**self.names, "unique": f"u{next(self.uniques)}"}
        for step, members, product in table.MAKERS.get(row.get("fresh"), []):
            answer = self.needed(step, filled(members, names))
            if product:
                names["fresh"] = filled(product, names) if "<" in product else member(answer, product)
        return {**names, "unique": f"u{next(self.uniques)}"}

    def in_path(self, operation):
        """The members that stand in an operation's path, and their names there."""
        shape = self.model.operation_model(operation).input_shape
        return {
            name: member.serialization["name"]
            for name, member in (shape.members if shape else {}).items()
            if member.serialization.get("location") == "uri"
        }

    def resource(self, operation, members):
        """Verb, and the ARN by the path that the model gives for the operation."""
        http = self.model.operation_model(operation).http
        values = {place: members[name] for name, place in self.in_path(operation).items()}
        path = http["requestUri"].split("?")[0]
        # Policies name an ARN in a path encoded. Source: Service Authorization Reference, API Gateway Management.
        whole = path.startswith("/tags/")
        for name, value in values.items():
            path = path.replace(f"{{{name}}}", urllib.parse.quote(value, safe="") if whole else value)
        return http["method"], f"arn:aws:apigateway:us-east-1::{path}"

    def state(self):
        """Everything that can be read."""
        names = {**self.names, "fresh": "none", "unique": "none"}
        reads = [name for name in table.OPERATIONS if name.startswith("Get") and name not in self.unsupported]
        return {name: self.call(self.root, name, filled(table.OPERATIONS[name]["ok"], names)).members for name in reads}

    def allow(self, *permissions):
        """The narrow user may do this and nothing else."""
        statements = [{"Effect": "Allow", "Action": f"apigateway:{verb}", "Resource": arn} for verb, arn in permissions]
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        self.iam.put_user_policy(UserName="narrow", PolicyName="only", PolicyDocument=policy)

    # The cases.

    def refusals(self, operation):
        row = table.OPERATIONS[operation]
        names = self.made[operation]
        members = filled(row["ok"], names)
        verb, arn = self.resource(operation, members)
        self.refused(operation, "unsigned", self.call(self.unsigned, operation, members),
                     ("MissingAuthenticationTokenException", 403))
        self.refused(operation, "wrong signature", self.call(self.wrongly_signed, operation, members),
                     ("InvalidSignatureException", 403))
        self.refused(operation, "unknown key", self.call(self.unknown_key, operation, members),
                     ("UnrecognizedClientException", 403))
        self.refused(operation, "not permitted", self.call(self.not_permitted, operation, members), NOT_ALLOWED,
                     f"User: {self.nobody} is not authorized to perform: apigateway:{verb} on resource: {arn}")
        self.allow((OTHER_VERB[verb], arn), (verb, f"{arn}x"), (verb, f"{arn}/x"))
        self.refused(operation, "permitted next to it", self.call(self.narrow, operation, members), NOT_ALLOWED, arn)
        self.from_elsewhere(operation, members)
        if row["missing"] is not None and operation not in self.unsupported:
            wanted = (row.get("missing_code", NOT_FOUND[0]), row.get("missing_status", NOT_FOUND[1]))
            missing = {**members, **filled(row["missing"], names)}
            self.refused(operation, "missing", self.call(self.root, operation, missing), wanted)
        if row["bad"] is not None:
            wanted = (row.get("bad_code", BAD_REQUEST[0]), BAD_REQUEST[1])
            bad = {**members, **filled(row["bad"], names)}
            self.refused(operation, "bad input", self.call(self.root, operation, bad), wanted)

    def from_elsewhere(self, operation, members):
        """What one account has is not there for another."""
        row = table.OPERATIONS[operation]
        named = any(f"<{name}>" in json.dumps(row["ok"]) for name in ({*self.names, "fresh"} - {"today"}))
        if not self.other or operation in self.unsupported:
            return
        if named:
            wanted = (row.get("missing_code", NOT_FOUND[0]), row.get("missing_status", NOT_FOUND[1]))
            self.refused(operation, "from another account", self.call(self.other, operation, members), wanted)
        elif operation.startswith("Get"):
            self.count("from another account")
            answer = self.call(self.other, operation, members)
            if "refused" not in row and (answer.code or answer.members.get("items")):
                self.fail(operation, "from another account", f"expected nothing, answered {answer} {answer.members}")

    def good(self, operation, case, of, names):
        row = table.OPERATIONS[operation]
        members = filled(row["ok"], names)
        if case == "permitted":
            self.allow(self.resource(operation, members), *filled(row.get("needs", []), names))
        answer = self.call(of, operation, members)
        if operation in self.unsupported:
            return self.refused(operation, f"not supported, {case}", answer, ("NotImplemented", 501),
                                operation, self.unsupported[operation])
        if "refused" in row:
            return self.refused(operation, case, answer, row["refused"])
        self.count(case)
        model = self.model.operation_model(operation)
        status = model.http.get("responseCode", 200)
        if answer.code or answer.status != status:
            return self.fail(operation, case, f"expected {status}, answered {answer}")
        plain_members = {name for name, value in answer.members.items() if isinstance(value, (str, int, float, bool))}
        echo = {name: members[name] for name in (plain_members & set(members)) - set(self.in_path(operation))}
        for wanted in (echo, filled(row.get("gives", {}), names)):
            if not holds(wanted, answer.members):
                self.fail(operation, case, f"the answer lacks {json.dumps(wanted)}: {json.dumps(answer.members)}")
        if operation.startswith("Delete"):
            self.refused(operation, "deleted before", self.call(self.root, operation, members), NOT_FOUND)

    def lacking(self, row, names):
        """Without the further rights, or with all but one, it is refused."""
        operation, members = row["operation"], filled(row["ok"], names)
        needs = filled(row["needs"], names)
        for lacked in needs:
            self.allow(self.resource(operation, members), *(need for need in needs if need != lacked))
            self.refused(operation, "lacking a further right", self.call(self.narrow, operation, members), NOT_ALLOWED,
                         f"apigateway:{lacked[0]} on resource: {lacked[1].rstrip('*')}")

    def having(self, row, names):
        operation, members = row["operation"], filled(row["ok"], names)
        self.allow(self.resource(operation, members), *filled(row["needs"], names))
        answer = self.call(self.narrow, operation, members)
        self.count("having it")
        if answer.code or not answer.members.get(row["has"]):
            self.fail(operation, "having it", f"expected an answer with {row['has']}, answered {answer} {answer.members}")

    def paged(self, operation):
        """Page by page there is what there is at once."""
        name = botocore.xform_name(operation)
        shape = self.model.operation_model(operation).input_shape
        if operation in self.unsupported or not shape or "limit" not in shape.members or not self.root.can_paginate(name):
            return
        members = filled(table.OPERATIONS[operation]["ok"], self.names)
        members.pop("limit", None)
        whole = self.needed(operation, {**members, "limit": 500}).get("items", [])
        pages = list(self.root.get_paginator(name).paginate(**members, PaginationConfig={"PageSize": 1}))
        self.calls += len(pages)
        self.count("paged")
        kind = type(whole)
        found = [one for page in pages for one in (page["items"].items() if kind is dict else page["items"])]
        if plain(kind(found)) != whole or len(pages) != max(1, len(whole)):
            self.fail(operation, "paged", f"{json.dumps(whole)} is in {len(pages)} pages {plain(found)}")

    def all(self):
        self.covers()
        if self.failures:
            return
        self.prepare()
        operations = list(table.OPERATIONS)
        for operation in operations:
            self.made[operation] = self.fresh(table.OPERATIONS[operation])
        further = [(row, self.fresh(row)) for row in table.FURTHER_RIGHTS]
        before = self.state()
        for operation in operations:
            self.refusals(operation)
        for row, names in further:
            self.lacking(row, names)
        after = self.state()
        for said in differences(before, after):
            self.fail("reads", "changed by refused calls", said)
        for operation in operations:
            self.good(operation, "success", self.root, self.made[operation])
            self.good(operation, "permitted", self.narrow, self.fresh(table.OPERATIONS[operation]))
        for row, names in further:
            self.having(row, names)
        for operation in operations:
            self.paged(operation)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--other", metavar="PROFILE")
    other = arguments.parse_args().other
    run = Run(client("apigateway", session=boto3.Session(profile_name=other)) if other else None)
    begun = time.monotonic()
    run.all()
    if run.failures:
        print(f"{len(run.failures)} answers are not the expected ones:", *run.failures, sep="\n  ")
    cases = ", ".join(f"{name} {count}" for name, count in run.cases.items())
    print(f"{len(table.OPERATIONS)} operations ({len(run.unsupported)} not supported), {run.calls} calls in "
          f"{time.monotonic() - begun:.1f} s: {cases}")
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())
