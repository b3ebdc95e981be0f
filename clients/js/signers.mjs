// Signs requests to deployed APIs with aws4, as it is, and sends them: a list of requests in JSON on standard input, the list
// of answers on standard output.

import http from "node:http";
import { text } from "node:stream/consumers";
import aws4 from "aws4";

function signed(ask) {
  const request = { host: ask.host, method: ask.method, path: ask.path, headers: {}, service: ask.service, region: ask.region };
  if (ask.body) {
    request.body = ask.body;
    request.headers["Content-Type"] = "application/json";
  }
  if (ask.clock_s) {
    request.headers.Date = new Date(Date.now() + 1000 * ask.clock_s).toUTCString();
  }
  const key = { accessKeyId: ask.access_key, secretAccessKey: ask.secret_key };
  if (ask.token) {
    key.sessionToken = ask.token;
  }
  return aws4.sign(request, key);
}

function send(ask) {
  const request = signed(ask);
  const [host, port] = ask.to.split(":");
  return new Promise((resolve, reject) => {
    const options = { host, port, method: request.method, path: request.path, headers: request.headers };
    const sent = http.request(options, async (answer) => {
      const kind = answer.headers["x-amzn-errortype"] ?? "";
      resolve({ status: answer.statusCode, kind, body: await text(answer) });
    });
    sent.on("error", reject);
    sent.end(request.body);
  });
}

const answers = [];
for (const ask of JSON.parse(await text(process.stdin))) {
  answers.push(await send(ask));
}
process.stdout.write(JSON.stringify(answers));
