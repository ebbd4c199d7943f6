import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A push service that says yes, and tells its parent when a request with a mark came. A process of its own. */

const mark = /mark-\d+-\w+/;

const server = createServer((request, response) => {
  const at = performance.timeOrigin + performance.now();
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (request.url?.startsWith("/accesstoken")) {
      response.setHeader("content-type", "application/json");
      response.end('{"token_type":"bearer","access_token":"bench","expires_in":86400}');
      return;
    }
    const found = mark.exec(Buffer.concat(chunks).toString("utf8"));
    if (found) process.send?.({ mark: found[0], at });
    response.setHeader("x-wns-status", "received");
    response.setHeader("x-wns-deviceconnectionstatus", "connected");
    response.setHeader("x-wns-msg-id", "1");
    response.setHeader("x-wns-notificationstatus", "received");
    response.end();
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
process.on("disconnect", () => process.exit(0));
