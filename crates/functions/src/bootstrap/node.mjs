// Runs one function behind the Lambda Runtime API: asks for an event, calls the handler, posts what it returns.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import util from "node:util";

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const VERSION = "/2018-06-01/runtime";
const STREAMING = Symbol.for("portcullis.streaming");

let current = "undefined";
let currentStream;

// Lambda's form of what is logged: one record, one line.
for (const [name, level] of Object.entries({ trace: "TRACE", debug: "DEBUG", log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" })) {
  console[name] = (...all) => record(level, util.format(...all));
}

function record(level, text) {
  process.stdout.write(`${new Date().toISOString()}\t${current}\t${level}\t${text}`.replace(/\n/g, "\r") + "\n");
}

function call(method, where, headers = {}, body = undefined, by = agent) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: VERSION + where, headers, agent: by }, (answer) => {
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

function post(where, text, errorType, by = agent) {
  const body = Buffer.from(text);
  const headers = { "Content-Type": "application/json", "Content-Length": body.length };
  if (errorType) headers["Lambda-Runtime-Function-Error-Type"] = String(errorType).replace(/[^\x20-\x7e]/g, "?");
  return call("POST", where, headers, body, by);
}

// A stream whose pieces are posted as they come. `done` is told when the answer has left.
function streamed(where) {
  const stream = new PassThrough();
  let contentType = "application/octet-stream";
  let request;
  let over = false;
  let resolve, reject;
  const done = new Promise((good, bad) => { resolve = good; reject = bad; });
  const start = () => {
    if (request) return;
    request = http.request(
      {
        host, port, agent, method: "POST", path: VERSION + where + "/response",
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
    if (over) return;
    start();
    if (!request.write(piece)) {
      stream.pause();
      request.once("drain", () => stream.resume());
    }
  });
  stream.on("end", () => {
    if (over) return;
    over = true;
    start();
    request.end();
  });
  // Before the first piece an error is the answer; afterwards it ends the answer.
  const abandon = (failure) => {
    if (over) return done;
    over = true;
    if (!request) {
      post(where + "/error", JSON.stringify(failure), failure.errorType).then(resolve, reject);
      return done;
    }
    request.addTrailers({
      "Lambda-Runtime-Function-Error-Type": String(failure.errorType).replace(/[^\x20-\x7e]/g, "?"),
      "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(failure)).toString("base64"),
    });
    request.end();
    return done;
  };
  stream.on("error", (error) => {
    const failure = document(error);
    told(failure);
    abandon(failure);
  });
  return { stream, done, abandon };
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

function told(failure, what = "Invoke Error") {
  const text = JSON.stringify({ errorType: failure.errorType, errorMessage: failure.errorMessage, stack: failure.trace });
  record("ERROR", `${what} \t${text}`);
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

// What runs when nothing is left to do: the end of calls that wait for that.
let whenIdle;
process.on("beforeExit", () => {
  const then = whenIdle;
  whenIdle = undefined;
  if (then) then();
});

// A handler answers by a promise, by the callback, or by done, succeed and fail of its context. The callback's value waits until the
// event loop is empty, unless callbackWaitsForEmptyEventLoop is false; a handler that has nothing left to do answers null.
function run(handler, event, about) {
  return new Promise((resolve, reject) => {
    const answer = (value) => {
      if (about.callbackWaitsForEmptyEventLoop) whenIdle = () => resolve(value);
      else resolve(value);
    };
    const callback = (error, value) => (error ? reject(error) : answer(value));
    about.done = callback;
    about.succeed = (value) => answer(value);
    about.fail = (error) => reject(error);
    whenIdle = () => resolve(null);
    const returned = handler(event, about, callback);
    if (returned && typeof returned.then === "function") returned.then(resolve, reject);
  });
}

async function crash(failure, code) {
  told(failure, failure.errorType === "Runtime.UnhandledPromiseRejection" ? "Unhandled Promise Rejection" : "Uncaught Exception");
  try {
    if (currentStream) await currentStream.abandon(failure);
    else await post(`/invocation/${current}/error`, JSON.stringify(failure), failure.errorType, false);
  } finally {
    process.exit(code);
  }
}

async function serve(handler) {
  process.on("uncaughtException", (error) => crash(document(error), 129));
  process.on("unhandledRejection", (error) => {
    const failure = document(error);
    crash({ ...failure, errorType: "Runtime.UnhandledPromiseRejection", errorMessage: String(error) }, 128);
  });
  for (;;) {
    const { headers, body } = await call("GET", "/invocation/next");
    const about = context(headers);
    current = about.awsRequestId;
    const where = `/invocation/${current}`;
    if (headers["lambda-runtime-trace-id"]) process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
    else delete process.env._X_AMZN_TRACE_ID;
    if (handler[STREAMING]) await streaming(handler, body, about, where);
    else await buffered(handler, body, about, where);
    whenIdle = undefined;
  }
}

async function buffered(handler, body, about, where) {
  let text;
  try {
    const value = await run(handler, JSON.parse(body), about);
    text = JSON.stringify(value === undefined ? null : value) ?? "null";
  } catch (error) {
    const failure = document(error);
    told(failure);
    await post(where + "/error", JSON.stringify(failure), failure.errorType);
    return;
  }
  await post(where + "/response", text);
}

// The stream's end is the call's; one that is never ended is when nothing is left to do.
async function streaming(handler, body, about, where) {
  const { stream, done, abandon } = streamed(where);
  currentStream = { abandon };
  whenIdle = () => stream.end();
  try {
    await handler(JSON.parse(body), stream, about);
  } catch (error) {
    const failure = document(error);
    told(failure);
    abandon(failure);
  }
  await done;
  currentStream = undefined;
}

async function main() {
  let handler;
  try {
    handler = await load();
  } catch (error) {
    const failure = document(error);
    told(failure, "Uncaught Exception");
    await post("/init/error", JSON.stringify(failure), failure.errorType);
    process.exit(1);
  }
  await serve(handler);
}

main();
