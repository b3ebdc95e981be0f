# Answers as its event's query parameter `answer` says.
import base64

ANSWERS = {
    "text": {"statusCode": "201", "headers": {"X-A": 1, "X-B": True}, "body": "text"},
    "lists": {"statusCode": 200, "multiValueHeaders": {"X-A": ["1", "2"]}, "headers": {"X-A": "1"}},
    "base64": {"statusCode": 200, "body": base64.b64encode(b"\x00\xff").decode(), "isBase64Encoded": True,
               "headers": {"Content-Type": "image/png"}},
    "no-status": {"body": "x"},
    "wrong-status": {"statusCode": 1000},
    "object-body": {"statusCode": 200, "body": {"a": 1}},
    "list": [1],
    "null": None,
    "wrong-header": {"statusCode": 200, "headers": {"X-A": "a\nb"}},
}


def handler(event, context):
    wanted = event["queryStringParameters"]["answer"]
    if wanted == "fails":
        raise Exception("no")
    return ANSWERS[wanted]
