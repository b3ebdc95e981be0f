# Runs one function behind the Lambda Runtime API: asks for an event, calls the handler, posts what it returns.
import http.client
import importlib
import json
import os
import sys
import time
import traceback

VERSION = "/2018-06-01/runtime"


class ClientContext:
    def __init__(self, document):
        self.custom = document.get("custom")
        self.env = document.get("env")
        self.client = document.get("client")


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        client = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = ClientContext(json.loads(client)) if client else None
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))

    def log(self, text):
        sys.stdout.write(str(text))


class Api:
    def __init__(self):
        self.connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])

    def next(self):
        self.connection.request("GET", VERSION + "/invocation/next")
        answer = self.connection.getresponse()
        return answer.headers, answer.read()

    def post(self, path, body, headers=()):
        self.connection.request("POST", VERSION + path, body, {"Content-Type": "application/json", **dict(headers)})
        self.connection.getresponse().read()


def encode(value):
    if hasattr(value, "is_integer") or type(value).__name__ == "Decimal":
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def document(error, request_id="", skip=0):
    frames = traceback.extract_tb(error.__traceback__)[skip:]
    lines = [f'  File "{f.filename}", line {f.lineno}, in {f.name}\n    {f.line}\n' for f in frames]
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": request_id,
        "stackTrace": lines,
    }


def told(error_document):
    trace = "".join(error_document["stackTrace"]).replace("\n", "\r")
    print(f"[ERROR] {error_document['errorType']}: {error_document['errorMessage']}\rTraceback (most recent call last):\r{trace}")


def load():
    name = os.environ["_HANDLER"]
    if "." not in name:
        raise ValueError(f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    module, attribute = name.rsplit(".", 1)
    handler = importlib.import_module(module.replace("/", "."))
    if not hasattr(handler, attribute):
        error = AttributeError(f"Handler '{attribute}' missing on module '{module}'")
        error.lambda_type = "Runtime.HandlerNotFound"
        raise error
    return getattr(handler, attribute)


def main():
    sys.stdout.reconfigure(line_buffering=True, write_through=True)
    sys.stderr.reconfigure(line_buffering=True, write_through=True)
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    api = Api()
    try:
        handler = load()
    except BaseException as error:
        failure = document(error, skip=1)
        module = os.environ["_HANDLER"].rsplit(".", 1)[0]
        if isinstance(error, ImportError):
            failure["errorType"] = "Runtime.ImportModuleError"
            failure["errorMessage"] = f"Unable to import module '{module}': {error}"
            failure["stackTrace"] = []
        elif isinstance(error, SyntaxError):
            failure["errorType"] = "Runtime.UserCodeSyntaxError"
            failure["errorMessage"] = f"Syntax error in module '{module}': {error}"
        elif isinstance(error, ValueError) and str(error).startswith("Bad handler"):
            failure["errorType"] = "Runtime.MalformedHandlerName"
        else:
            failure["errorType"] = getattr(error, "lambda_type", failure["errorType"])
        told(failure)
        api.post("/init/error", json.dumps(failure), {"Lambda-Runtime-Function-Error-Type": failure["errorType"]})
        sys.exit(1)
    while True:
        headers, body = api.next()
        context = Context(headers)
        trace = headers.get("Lambda-Runtime-Trace-Id")
        if trace:
            os.environ["_X_AMZN_TRACE_ID"] = trace
        path = f"/invocation/{context.aws_request_id}"
        try:
            result = handler(json.loads(body), context)
            try:
                text = json.dumps(result, default=encode)
            except Exception as error:
                failure = document(error, context.aws_request_id)
                failure["errorType"] = "Runtime.MarshalError"
                failure["errorMessage"] = f"Unable to marshal response: {error}"
                failure["stackTrace"] = []
                told(failure)
                api.post(path + "/error", json.dumps(failure), {"Lambda-Runtime-Function-Error-Type": "Runtime.MarshalError"})
                continue
        except Exception as error:
            failure = document(error, context.aws_request_id, skip=1)
            told(failure)
            api.post(path + "/error", json.dumps(failure), {"Lambda-Runtime-Function-Error-Type": failure["errorType"]})
            continue
        api.post(path + "/response", text)


main()
