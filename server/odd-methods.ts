import { type IncomingMessage, Server, type ServerResponse } from "node:http";

/**
 * TRACE is answered before Next sees it: the Request it would build refuses the method, and the caller got a 500.
 * Next owns the server, so this sits where all servers of the process get their requests.
 */
export function refuseOddMethods(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string, ...rest: unknown[]): boolean {
    const [request, response] = rest as [IncomingMessage, ServerResponse];
    if (event !== "request" || request.method !== "TRACE") {
      return emit.apply(this, [event, ...rest] as Parameters<typeof emit>);
    }
    const error = { code: "method_not_allowed", message: "TRACE is not allowed here." };
    response.writeHead(405, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify({ error }));
    return true;
  };
}
