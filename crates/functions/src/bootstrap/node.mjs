// Runs one function behind the Lambda Runtime API: asks for an event, calls the handler, posts what it returns.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const VERSION = "/2018-06-01/runtime";
const STREAMING = Symbol.for("portcullis.streaming");

function call(method, where, headers = {}, body = undefined) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: VERSION + where, headers, agent }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => resolve({ headers: answer.headers, body: Buffer.concat(pieces).toString() }));
      answer.on("error", reject);
    });
    request.setNoDelay(true);
    request.on("error", reject);
    request.end(body);
  });
}

function post(where, text, headers = {}) {
  const body = Buffer.from(text);
  return call("POST", where, { "Content-Type": "application/json", "Content-Length": body.length, ...headers }, body);
}

// A stream whose pieces are posted as they come.
function streamed(where) {
  const stream = new PassThrough();
  let contentType = "application/octet-stream";
  let request;
  const done = new Promise((resolve, reject) => {
    const start = () => {
      if (request) return;
      request = http.request(
        {
          host, port, agent, method: "POST", path: VERSION + where,
          headers: {
            "Content-Type": contentType,
            "Lambda-Runtime-Function-Response-Mode": "streaming",
            "Transfer-Encoding": "chunked",
            Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
          },
        },
        (answer) => {
          answer.resume();
          answer.on("end", resolve);
        },
      );
      request.setNoDelay(true);
      request.flushHeaders();
      request.on("error", reject);
    };
    stream.setContentType = (type) => { contentType = type; };
    stream.on("data", (piece) => {
      start();
      if (!request.write(piece)) {
        stream.pause();
        request.once("drain", () => stream.resume());
      }
    });
    stream.on("end", () => {
      start();
      request.end();
    });
    stream.abandon = (failure) => {
      start();
      request.addTrailers({
        "Lambda-Runtime-Function-Error-Type": failure.errorType,
        "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(failure)).toString("base64"),
      });
      request.end();
    };
  });
  return { stream, done };
}

globalThis.awslambda = {
  streamifyResponse(handler) {
    handler[STREAMING] = true;
    return handler;
  },
  HttpResponseStream: {
    from(stream, prelude) {
      stream.setContentType("application/vnd.awslambda.http-integration-response");
      stream.write(JSON.stringify(prelude));
      stream.write(Buffer.alloc(8));
      return stream;
    },
  },
};

function document(error) {
  const known = error instanceof Error;
  return {
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known && error.stack ? error.stack.split("\n") : [],
  };
}

function told(failure, requestId = "undefined") {
  const text = JSON.stringify({ errorType: failure.errorType, errorMessage: failure.errorMessage, stack: failure.trace });
  process.stdout.write(`${new Date().toISOString()}\t${requestId}\tERROR\tInvoke Error \t${text}\n`);
}

async function load() {
  const name = process.env._HANDLER;
  const at = path.basename(name).indexOf(".");
  if (at < 0) throw Object.assign(new Error("Bad handler"), { name: "Runtime.MalformedHandlerName" });
  const folder = path.join(process.env.LAMBDA_TASK_ROOT, path.dirname(name));
  const file = path.basename(name).slice(0, at);
  const attributes = path.basename(name).slice(at + 1).split(".");
  const base = path.join(folder, file);
  let module;
  const found = ["", ".js", ".mjs", ".cjs"].map((end) => base + end).find((one) => fs.existsSync(one) && fs.statSync(one).isFile());
  if (!found) {
    const text = `Error: Cannot find module '${file}'`;
    throw Object.assign(new Error(text), { name: "Runtime.ImportModuleError" });
  }
  try {
    module = await import(pathToFileURL(found).href);
  } catch (error) {
    if (error instanceof SyntaxError) error.name = "Runtime.UserCodeSyntaxError";
    else if (error.code === "MODULE_NOT_FOUND" || error.code === "ERR_MODULE_NOT_FOUND") {
      error.name = "Runtime.ImportModuleError";
    }
    throw error;
  }
  const walk = (from) => attributes.reduce((value, name) => (value == null ? value : value[name]), from);
  const handler = walk(module) ?? walk(module.default);
  if (handler == null) {
    throw Object.assign(new Error(`${name} is undefined or not exported`), { name: "Runtime.HandlerNotFound" });
  }
  if (typeof handler !== "function") {
    throw Object.assign(new Error(`${name} is not a function`), { name: "Runtime.HandlerNotFound" });
  }
  return handler;
}

function context(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const client = headers["lambda-runtime-client-context"];
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(client) : undefined,
    identity: undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

// A handler answers by a promise, by the callback, or by done, succeed and fail of its context.
function run(handler, event, about) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    about.done = callback;
    about.succeed = (value) => resolve(value);
    about.fail = (error) => reject(error);
    const returned = handler(event, about, callback);
    if (returned && typeof returned.then === "function") returned.then(resolve, reject);
  });
}

createRequire(import.meta.url);
let handler;
try {
  handler = await load();
} catch (error) {
  const failure = document(error);
  told(failure);
  await post("/init/error", JSON.stringify(failure), { "Lambda-Runtime-Function-Error-Type": failure.errorType });
  process.exit(1);
}

let current = "undefined";
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, async (error) => {
    const failure = document(error);
    if (event === "unhandledRejection") {
      failure.errorMessage = String(error);
      failure.errorType = "Runtime.UnhandledPromiseRejection";
    }
    told(failure, current);
    await post(`/invocation/${current}/error`, JSON.stringify(failure), { "Lambda-Runtime-Function-Error-Type": failure.errorType });
    process.exit(128);
  });
}

for (;;) {
  const { headers, body } = await call("GET", "/invocation/next");
  const about = context(headers);
  current = about.awsRequestId;
  const where = `/invocation/${current}`;
  if (headers["lambda-runtime-trace-id"]) process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
  if (handler[STREAMING]) {
    const { stream, done } = streamed(where + "/response");
    try {
      await handler(JSON.parse(body), stream, about);
      if (!stream.writableEnded) stream.end();
    } catch (error) {
      const failure = document(error);
      told(failure, current);
      stream.abandon(failure);
    }
    await done;
    continue;
  }
  try {
    const value = await run(handler, JSON.parse(body), about);
    await post(where + "/response", JSON.stringify(value === undefined ? null : value));
  } catch (error) {
    const failure = document(error);
    told(failure, current);
    await post(where + "/error", JSON.stringify(failure), { "Lambda-Runtime-Function-Error-Type": failure.errorType });
  }
}
