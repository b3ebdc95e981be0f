#!/usr/bin/env python3
"""A stand-in for a model server, for demonstration only: it has no model and echoes what it is sent.

It speaks enough of the OpenAI HTTP API for `examples/ai-gateway/openapi.yaml`: chat completions, whole or streamed as
server-sent events, and embeddings. Standard library only.

    python3 examples/ai-gateway/upstream.py [PORT]
"""

import hashlib
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY_BYTES_MAX = 1024 * 1024
WORD_SECONDS = 0.2  # between two words of a stream, so that one can watch them arrive


def last_user_message(request):
    messages = [m for m in request.get("messages", []) if m.get("role") == "user"]
    return str(messages[-1].get("content", "")) if messages else ""


class EchoModel(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > BODY_BYTES_MAX:
            return self.answer(413, {"error": {"message": "body too large"}})
        try:
            request = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            return self.answer(400, {"error": {"message": "the body is not JSON"}})
        if self.path == "/v1/chat/completions":
            return self.stream(request) if request.get("stream") else self.complete(request)
        if self.path == "/v1/embeddings":
            return self.embed(request)
        return self.answer(404, {"error": {"message": "no such path"}})

    def complete(self, request):
        message = {"role": "assistant", "content": "echo: " + last_user_message(request)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        self.answer(200, {"id": "chatcmpl-demo", "object": "chat.completion", "model": "demo-echo", "choices": [choice]})

    def stream(self, request):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for word in ("echo: " + last_user_message(request)).split():
            choice = {"index": 0, "delta": {"content": word + " "}, "finish_reason": None}
            self.event(json.dumps({"id": "chatcmpl-demo", "object": "chat.completion.chunk", "choices": [choice]}))
            time.sleep(WORD_SECONDS)
        self.event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def event(self, text):
        data = f"data: {text}\n\n".encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def embed(self, request):
        inputs = request.get("input", [])
        inputs = inputs if isinstance(inputs, list) else [inputs]
        vectors = [[byte / 255 for byte in hashlib.sha256(str(text).encode()).digest()[:8]] for text in inputs]
        data = [{"object": "embedding", "index": i, "embedding": vector} for i, vector in enumerate(vectors)]
        self.answer(200, {"object": "list", "model": "demo-echo", "data": data})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
    server = ThreadingHTTPServer(("127.0.0.1", port), EchoModel)
    print(f"demonstration model server on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
