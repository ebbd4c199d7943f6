import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from "node:http2";
import { ResponseError } from "@/server/providers/http1/response";
import type { Streamed } from "./session";

const maximumBodyBytes = 64 * 1024;
const maximumHeaderBytes = 16 * 1024;

/** One stream's answer as it arrives. */
export class Exchange {
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private error: Error | undefined;
  private isComplete = false;

  constructor(
    readonly stream: ClientHttp2Stream,
    readonly carried: Streamed,
  ) {
    stream.on("response", (fields) => this.readHead(fields));
    stream.on("data", (chunk: Buffer) => this.readBody(chunk));
    stream.on("end", () => {
      this.isComplete = this.status !== 0 && this.error === undefined;
    });
    stream.on("error", (error) => {
      this.error ??= error;
    });
  }

  /** Something came back on this stream. */
  get hasAnswer(): boolean {
    return this.status !== 0;
  }

  settle(): void {
    if (!this.isComplete) {
      this.carried.fail(this.error ?? new Error("The stream ended without an answer"));
      return;
    }
    const body = Buffer.concat(this.chunks).toString("utf8");
    this.carried.succeed({ status: this.status, statusText: "", headers: this.headers, body });
  }

  private readHead(fields: IncomingHttpHeaders & { ":status"?: number }): void {
    let bytes = 0;
    for (const [name, value] of Object.entries(fields)) {
      if (name.startsWith(":") || value === undefined) continue;
      const text = Array.isArray(value) ? value.join(", ") : value;
      bytes += name.length + text.length;
      this.headers[name] = text;
    }
    this.status = Number(fields[":status"] ?? 0);
    if (bytes > maximumHeaderBytes) this.refuse();
  }

  private readBody(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > maximumBodyBytes) this.refuse();
    else this.chunks.push(chunk);
  }

  private refuse(): void {
    if (this.error) return;
    this.error = new ResponseError("HERALD_RESPONSE_TOO_LARGE");
    this.stream.close(constants.NGHTTP2_CANCEL);
  }
}
