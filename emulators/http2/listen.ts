import { createServer, type Http2Server, type ServerHttp2Stream } from "node:http2";
import type { Handle, Incoming } from "@/emulators/exchange";
import { misbehaveOnStream, writeToStream } from "./misbehave";

const maximumBodyBytes = 1024 * 1024;
/** What Apple's servers allow. */
const maximumStreams = 1_000;

/** The HTTP/2 face of the same far sides. */
export function createHttp2Side(handle: Handle): Http2Server {
  const server = createServer({ settings: { maxConcurrentStreams: maximumStreams } });
  server.on("stream", (stream, headers, _flags, rawHeaders?: string[]) => {
    const incoming: Incoming = {
      method: String(headers[":method"] ?? ""),
      host: String(headers[":authority"] ?? ""),
      target: String(headers[":path"] ?? ""),
      headers: { ...headers, ":protocol": "h2" },
      rawHeaders: (rawHeaders ?? Object.entries(headers).flat()).map(String),
    };
    stream.on("error", () => stream.destroy());
    collect(stream, (body) =>
      handle(incoming, body, {
        write: (answer) => writeToStream(stream, answer),
        misbehave: (answer, action) => misbehaveOnStream(stream, answer, action),
      }),
    );
  });
  return server;
}

function collect(stream: ServerHttp2Stream, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maximumBodyBytes) stream.destroy();
  });
  stream.on("end", () => done(bytes === 0 ? undefined : Buffer.concat(chunks)));
}
