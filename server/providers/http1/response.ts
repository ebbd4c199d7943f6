import { type Head, parseHead } from "./head";

export interface Response {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string;
  /** Nothing stands in the way of another request on this connection. */
  isReusable: boolean;
}

export class ResponseError extends Error {
  constructor(readonly code: "HERALD_BAD_RESPONSE" | "HERALD_RESPONSE_TOO_LARGE") {
    super(code);
  }
}

const maximumHeadBytes = 16 * 1024;
const maximumBodyBytes = 64 * 1024;
/** A chunk's size line and a trailer may be so long; more of it would be a way around the body's limit. */
const maximumLineBytes = 1024;
const maximumBytes = maximumHeadBytes + 2 * maximumBodyBytes;

/** Reads one response as it arrives. `feed` gives it when it is complete and throws when it never can be. */
export class ResponseReader {
  private buffer: Buffer = Buffer.alloc(0);
  private size = 0;
  /** Where what was not yet understood begins. */
  private at = 0;
  private head: Head | undefined;
  private readonly chunks: Buffer[] = [];
  private chunkBytes = 0;
  private isInTrailers = false;

  feed(bytes: Buffer): Response | undefined {
    this.append(bytes);
    const head = this.head ?? this.takeHead();
    if (!head) {
      return undefined;
    }
    switch (head.framing.kind) {
      case "length":
        return this.takeLength(head, head.framing.bytes);
      case "chunked":
        return this.takeChunks(head);
      case "until_close":
        refuseBeyond(this.size - this.at, maximumBodyBytes);
        return undefined;
    }
  }

  /** The far side sends no more: complete only where that is how a body ends. */
  end(): Response | undefined {
    if (this.head?.framing.kind !== "until_close") {
      return undefined;
    }
    const body = this.buffer.toString("utf8", this.at, this.size);
    return { ...this.finish(this.head, body), isReusable: false };
  }

  /** The first bytes are kept as they came, nearly always the whole response; only later ones are copied. */
  private append(bytes: Buffer): void {
    const size = this.size + bytes.length;
    refuseBeyond(size, maximumBytes);
    if (this.size === 0) {
      this.buffer = bytes;
    } else {
      if (size > this.buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(size, this.buffer.length * 2));
        this.buffer.copy(larger, 0, 0, this.size);
        this.buffer = larger;
      }
      bytes.copy(this.buffer, this.size);
    }
    this.size = size;
  }

  /** Interim responses (1xx) are passed over; nobody asked for another protocol (101). */
  private takeHead(): Head | undefined {
    for (;;) {
      const end = this.indexOf("\r\n\r\n");
      refuseBeyond((end === -1 ? this.size : end) - this.at, maximumHeadBytes);
      if (end === -1) {
        return undefined;
      }
      const head = parseHead(this.buffer.toString("latin1", this.at, end));
      if (!head || head.status === 101) {
        throw new ResponseError("HERALD_BAD_RESPONSE");
      }
      this.at = end + 4;
      if (head.status >= 200) {
        this.head = head;
        return head;
      }
    }
  }

  private takeLength(head: Head, bytes: number): Response | undefined {
    refuseBeyond(bytes, maximumBodyBytes);
    const end = this.at + bytes;
    if (this.size < end) {
      return undefined;
    }
    const body = this.buffer.toString("utf8", this.at, end);
    this.at = end;
    return this.finish(head, body);
  }

  private takeChunks(head: Head): Response | undefined {
    for (;;) {
      const lineEnd = this.indexOf("\r\n");
      if ((lineEnd === -1 ? this.size : lineEnd) - this.at > maximumLineBytes) {
        throw new ResponseError("HERALD_BAD_RESPONSE");
      }
      if (lineEnd === -1) {
        return undefined;
      }
      const line = this.buffer.toString("latin1", this.at, lineEnd);
      if (this.isInTrailers && line === "") {
        this.at = lineEnd + 2;
        return this.finish(head, Buffer.concat(this.chunks).toString("utf8"));
      }
      if (this.isInTrailers) {
        this.at = lineEnd + 2;
      } else if (!this.takeChunk(chunkSize(line), lineEnd + 2)) {
        return undefined;
      }
    }
  }

  /** False until the whole chunk and the line end behind it are there. */
  private takeChunk(bytes: number, start: number): boolean {
    refuseBeyond(this.chunkBytes + bytes, maximumBodyBytes);
    if (bytes === 0) {
      this.isInTrailers = true;
      this.at = start;
      return true;
    }
    const end = start + bytes;
    if (this.size < end + 2) {
      return false;
    }
    if (this.buffer.toString("latin1", end, end + 2) !== "\r\n") {
      throw new ResponseError("HERALD_BAD_RESPONSE");
    }
    this.chunks.push(this.buffer.subarray(start, end));
    this.chunkBytes += bytes;
    this.at = end + 2;
    return true;
  }

  private finish({ status, statusText, headers, isPersistent }: Head, body: string): Response {
    return { status, statusText, headers, body, isReusable: isPersistent && this.at === this.size };
  }

  private indexOf(text: string): number {
    const found = this.buffer.indexOf(text, this.at, "latin1");
    return found !== -1 && found + text.length <= this.size ? found : -1;
  }
}

function chunkSize(line: string): number {
  const match = /^([0-9A-Fa-f]{1,8})[\t ]*(?:;.*)?$/.exec(line);
  if (!match) {
    throw new ResponseError("HERALD_BAD_RESPONSE");
  }
  return Number.parseInt(match[1] as string, 16);
}

function refuseBeyond(bytes: number, most: number): void {
  if (bytes > most) {
    throw new ResponseError("HERALD_RESPONSE_TOO_LARGE");
  }
}
