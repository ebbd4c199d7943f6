import type { Server as HttpServer } from "node:http";
import type { Http2Server } from "node:http2";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Certificate } from "./tls/certificate";

export interface Sides {
  http1: HttpServer;
  http2: Http2Server;
}

const prefaceStart = Buffer.from("PRI * HTTP/2");

/**
 * One port for both protocols: over TLS the handshake says which, in plain TCP the first bytes do, because the
 * senders of HTTP/2 here know beforehand (RFC 9113 3.3).
 */
export function createFront(sides: Sides, certificate?: Certificate): Server {
  return certificate
    ? createTlsServer({ ...certificate, ALPNProtocols: ["h2", "http/1.1"] }, (socket) =>
        give(socket, socket.alpnProtocol === "h2" ? sides.http2 : sides.http1),
      )
    : createServer((socket) => byFirstBytes(socket, sides));
}

function byFirstBytes(socket: Socket, { http1, http2 }: Sides): void {
  const onError = () => socket.destroy();
  socket.once("error", onError);
  socket.once("readable", () => {
    const bytes: Buffer | null = socket.read();
    socket.off("error", onError);
    if (bytes === null) {
      socket.destroy();
      return;
    }
    const isHttp2 = bytes.subarray(0, prefaceStart.length).equals(prefaceStart);
    socket.unshift(bytes);
    give(socket, isHttp2 ? http2 : http1);
  });
}

function give(socket: Socket, side: HttpServer | Http2Server): void {
  side.emit("connection", socket);
}
