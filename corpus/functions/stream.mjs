// Streams two pieces; the second only when a file is there that the query parameter `go` names.
import fs from "node:fs";

export const handler = awslambda.streamifyResponse(async (event, stream) => {
  const answer = awslambda.HttpResponseStream.from(stream, {
    statusCode: 202,
    headers: { "content-type": "text/event-stream" },
    cookies: ["a=1"],
  });
  answer.write("data: one\n\n");
  while (!fs.existsSync(event.queryStringParameters.go)) await new Promise((resolve) => setTimeout(resolve, 5));
  answer.write("data: two\n\n");
  answer.end();
});
