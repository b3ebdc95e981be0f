"""Imports OpenAPI documents with the AWS CLI, deploys them, exports them in every form, and imports the exports.

`documents.py FOLDER`: the documents are the files of the folder. Endpoint, region and key come from the environment. Each
export, imported, must give the API that the document gave, but for ids and dates; ends with 0 when all do.
"""

import json
import pathlib
import sys
import tempfile
import time

import boto3

import awscli_here as aws
from values import differences, plain

DOCUMENTS_MIN = 20
# Documents whose APIs cannot be deployed, and what the refusal says; they are imported, and not exported.
NOT_DEPLOYED = {"gateway-responses.yaml": "`gatewayresponse.path.petId` cannot be set by `responseParameters`"}
FORMS = [(dialect, kind) for dialect in ("oas30", "swagger") for kind in ("json", "yaml")]
# What an API has besides its resources, by the read that lists it.
LISTS = ("get_models", "get_authorizers", "get_request_validators", "get_gateway_responses", "get_documentation_parts")
# What is new with every import.
NEW = {"createdDate", "warnings", "ResponseMetadata", "position"}


def api(operation, id, *more):
    return aws.run("apigateway", operation, "--rest-api-id", id, *more)


def imported(path, *more):
    return aws.run("apigateway", "import-rest-api", "--body", f"fileb://{path}", *more)


def named(value, names):
    """A value with names in the place of ids, without dates."""
    if isinstance(value, str):
        for id, name in names.items():
            value = value.replace(id, name)
        return value
    if isinstance(value, dict):
        return {named(key, names): named(inner, names) for key, inner in value.items() if key not in NEW}
    if isinstance(value, list):
        return [named(inner, names) for inner in value]
    return value


def state(reader, id):
    """Everything of an API that its own reads answer, with names in the place of ids."""
    all = {"restApiId": id, "limit": 500}
    parts = {"api": reader.get_rest_api(restApiId=id), "resources": reader.get_resources(**all, embed=["methods"])["items"]}
    names = {id: "<api>"}
    names.update({one["id"]: f"<{one['path']}>" for one in parts["resources"]})
    for read in LISTS:
        parts[read] = getattr(reader, read)(**all)["items"]
        for one in parts[read]:
            if "id" in one:
                names[one["id"]] = f"<{one.get('name') or json.dumps(one['location'], sort_keys=True)}>"
    # What a list says in no order is compared in one.
    return {kind: one if isinstance(one, dict) else sorted(one, key=lambda one: json.dumps(one, sort_keys=True))
            for kind, one in named(plain(parts), names).items()}


class Run:
    def __init__(self, scratch):
        self.scratch = scratch
        self.reader = boto3.client("apigateway")
        self.failures = []
        self.exports = 0
        self.refused = []

    def document(self, path):
        made = imported(path)
        id = made["id"]
        first = state(self.reader, id)
        if first["get_documentation_parts"]:
            api("create-documentation-version", id, "--documentation-version", "1")
        try:
            deployment = api("create-deployment", id)["id"]
        except aws.Failed as error:
            words = NOT_DEPLOYED.get(path.name)
            if words is None or words not in str(error):
                self.failures.append(f"{path.name}: {error}")
            self.refused.append(path.name)
            return
        if path.name in NOT_DEPLOYED:
            self.failures.append(f"{path.name} is listed as one that cannot be deployed, and was")
        version = ("--documentation-version", "1") if first["get_documentation_parts"] else ()
        api("create-stage", id, "--stage-name", "prod", "--deployment-id", deployment, *version)
        for dialect, kind in FORMS:
            self.round_trip(path, id, first, dialect, kind)

    def round_trip(self, path, id, first, dialect, kind):
        form = f"{path.name} as {dialect} in {kind}"
        export = self.scratch / f"{path.name}.{dialect}.{kind}"
        try:
            api("get-export", id, "--stage-name", "prod", "--export-type", dialect, "--accepts", f"application/{kind}",
                "--parameters", "extensions=apigateway", str(export))
            self.exports += 1
            again = imported(export, "--fail-on-warnings")["id"]
            for said in differences(first, state(self.reader, again)):
                self.failures.append(f"{form}: {said}")
            aws.text("apigateway", "delete-rest-api", "--rest-api-id", again)
            # Onto the API itself it changes nothing.
            api("put-rest-api", id, "--mode", "overwrite", "--body", f"fileb://{export}")
            for said in differences(first, state(self.reader, id)):
                self.failures.append(f"{form}, put onto its API: {said}")
        except aws.Failed as error:
            self.failures.append(f"{form}: {error}")


def main(folder):
    begun = time.monotonic()
    documents = sorted(path for path in pathlib.Path(folder).iterdir() if path.is_file())
    with tempfile.TemporaryDirectory() as scratch:
        run = Run(pathlib.Path(scratch))
        for path in documents:
            try:
                run.document(path)
            except aws.Failed as error:
                run.failures.append(f"{path.name}: {error}")
    whole = len(documents) - len(run.refused)
    if whole < DOCUMENTS_MIN:
        run.failures.append(f"{whole} documents went all the way, {DOCUMENTS_MIN} are wanted")
    if run.failures:
        print(f"{len(run.failures)} failures:", *run.failures, sep="\n  ")
    print(f"{len(documents)} documents imported, {whole} deployed, {run.exports} exports imported again in "
          f"{time.monotonic() - begun:.1f} s; not deployed: {', '.join(run.refused) or 'none'}")
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
