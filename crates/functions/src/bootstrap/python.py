# Runs one function behind the Lambda Runtime API: asks for an event, calls the handler, posts what it returns.
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

VERSION = "/2018-06-01/runtime"
current = {"id": ""}


class Client:
    def __init__(self, document):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, document.get(name))


class ClientContext:
    def __init__(self, document):
        self.custom = document.get("custom")
        self.env = document.get("env")
        client = document.get("client")
        self.client = Client(client) if isinstance(client, dict) else None


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


# One record is one line of log: line ends inside it are carriage returns.
class Records(logging.Handler):
    def emit(self, record):
        try:
            print(self.format(record).replace("\n", "\r"))
        except Exception:
            self.handleError(record)


class WithRequestId(logging.Filter):
    def filter(self, record):
        record.aws_request_id = current["id"]
        return True


class Api:
    def __init__(self):
        self.connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])

    def next(self):
        self.connection.request("GET", VERSION + "/invocation/next")
        answer = self.connection.getresponse()
        return answer.headers, answer.read()

    def post(self, path, text, error_type=None):
        # What was printed belongs to this call.
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        headers = {"Content-Type": "application/json"}
        if error_type:
            headers["Lambda-Runtime-Function-Error-Type"] = error_type.encode("ascii", "replace").decode()
        self.connection.request("POST", VERSION + path, text.encode("utf-8", "surrogatepass"), headers)
        self.connection.getresponse().read()


def encode(value):
    if type(value).__name__ == "Decimal":
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def text_of(error):
    try:
        return str(error)
    except Exception:
        return "<the error has no text>"


def document(error, request_id="", skip=0):
    frames = traceback.extract_tb(error.__traceback__)[skip:]
    lines = [f'  File "{f.filename}", line {f.lineno}, in {f.name}\n    {f.line}\n' for f in frames]
    return {
        "errorMessage": text_of(error),
        "errorType": type(error).__name__,
        "requestId": request_id,
        "stackTrace": lines,
    }


def told(failure):
    trace = "".join(failure["stackTrace"])
    text = f"[ERROR] {failure['errorType']}: {failure['errorMessage']}\nTraceback (most recent call last):\n{trace}"
    print(text.rstrip("\n").replace("\n", "\r"))


def load():
    name = os.environ["_HANDLER"]
    if "." not in name:
        error = ValueError(f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
        error.lambda_type = "Runtime.MalformedHandlerName"
        raise error
    module, attribute = name.rsplit(".", 1)
    handler = importlib.import_module(module.replace("/", "."))
    if not hasattr(handler, attribute):
        error = AttributeError(f"Handler '{attribute}' missing on module '{module}'")
        error.lambda_type = "Runtime.HandlerNotFound"
        raise error
    return getattr(handler, attribute)


def init_failure(error):
    failure = document(error, skip=1)
    module = os.environ["_HANDLER"].rsplit(".", 1)[0]
    if isinstance(error, ImportError):
        failure["errorType"] = "Runtime.ImportModuleError"
        failure["errorMessage"] = f"Unable to import module '{module}': {text_of(error)}"
        failure["stackTrace"] = []
    elif isinstance(error, SyntaxError):
        failure["errorType"] = "Runtime.UserCodeSyntaxError"
        failure["errorMessage"] = f"Syntax error in module '{module}': {text_of(error)}"
    else:
        failure["errorType"] = getattr(error, "lambda_type", failure["errorType"])
    return failure


def prepare():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    records = Records()
    records.setFormatter(logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"))
    records.formatter.converter = time.gmtime
    records.addFilter(WithRequestId())
    logging.getLogger().addHandler(records)


# The answer of one call: the path it is posted to, its text, and the type of the error it may be.
def answer(handler, context, body):
    try:
        try:
            event = json.loads(body)
        except Exception as error:
            failure = document(error, context.aws_request_id)
            failure.update(errorType="Runtime.UnmarshalError", errorMessage=f"Unable to unmarshal input: {text_of(error)}", stackTrace=[])
            told(failure)
            return "/error", json.dumps(failure), failure["errorType"]
        result = handler(event, context)
    except Exception as error:
        failure = document(error, context.aws_request_id, skip=1)
        told(failure)
        return "/error", json.dumps(failure), failure["errorType"]
    try:
        return "/response", json.dumps(result, default=encode), None
    except Exception as error:
        failure = document(error, context.aws_request_id)
        failure.update(errorType="Runtime.MarshalError", errorMessage=f"Unable to marshal response: {text_of(error)}", stackTrace=[])
        told(failure)
        return "/error", json.dumps(failure), failure["errorType"]


# Ends the process with all its threads, as an interpreter does that has none.
def leave(error):
    code = error.code
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit((code or 0) & 0xFF)


def main():
    prepare()
    api = Api()
    try:
        handler = load()
    except SystemExit as error:
        leave(error)
    except Exception as error:
        failure = init_failure(error)
        told(failure)
        api.post("/init/error", json.dumps(failure), failure["errorType"])
        os._exit(1)
    while True:
        headers, body = api.next()
        context = Context(headers)
        current["id"] = context.aws_request_id
        trace = headers.get("Lambda-Runtime-Trace-Id")
        if trace:
            os.environ["_X_AMZN_TRACE_ID"] = trace
        else:
            os.environ.pop("_X_AMZN_TRACE_ID", None)
        try:
            path, text, error_type = answer(handler, context, body)
        except SystemExit as error:
            leave(error)
        api.post(f"/invocation/{context.aws_request_id}{path}", text, error_type)


main()
