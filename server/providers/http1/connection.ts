import type { Socket } from "node:net";
import { BadRequestError } from "./request-head";
import { type Response, ResponseError, ResponseReader } from "./response";

/** What a connection carries: one request, told what becomes of it. */
export interface Carried {
  /** The request as it goes onto the wire. Throws when it may not. */
  head(): string;
  body: string | Buffer | undefined;
  /** The first byte is about to be written. */
  begin(connection: Connection): void;
  succeed(response: Response): void;
  fail(error: Error): void;
}

export interface ConnectionEvents {
  /** Ready for another request. */
  idle(connection: Connection): void;
  gone(connection: Connection): void;
}

const defaultIdleMs = 4_000;
/** Our request must not cross the far side's closing: leave this much before the time it named. */
const idleMarginMs = 2_000;
const longestIdleMs = 600_000;

/** One socket, one request at a time (WNS wants no pipelining), HTTP/1.1. */
export class Connection {
  private carried: Carried | undefined;
  private reader = new ResponseReader();
  private isGone = false;
  /** In milliseconds of performance.now(): from then on the far side may close at any moment. */
  staleAt = 0;
  private keepAlive: string | undefined;
  private idleMs = defaultIdleMs;

  constructor(
    private readonly socket: Socket,
    private readonly events: ConnectionEvents,
  ) {
    socket.on("data", (bytes: Buffer) => this.receive(bytes));
    socket.on("end", () => this.endOfAnswers());
    socket.on("error", (error) => this.drop(error));
    socket.on("close", () => this.drop(new Error("The connection was closed")));
  }

  carry(carried: Carried): void {
    const head = headOrError(carried);
    if (head instanceof Error) {
      carried.fail(head);
      this.events.idle(this);
      return;
    }
    this.carried = carried;
    this.reader = new ResponseReader();
    carried.begin(this);
    write(this.socket, head, carried.body);
  }

  /** Ends the connection and fails what it carries. */
  drop(error: Error): void {
    if (this.isGone) {
      return;
    }
    this.isGone = true;
    this.socket.destroy();
    const { carried } = this;
    this.carried = undefined;
    this.events.gone(this);
    carried?.fail(error);
  }

  private receive(bytes: Buffer): void {
    if (!this.carried) {
      this.drop(new Error("Bytes came that nobody asked for"));
      return;
    }
    try {
      const response = this.reader.feed(bytes);
      if (response) {
        this.finish(this.carried, response);
      }
    } catch (error) {
      if (!(error instanceof ResponseError)) {
        throw error;
      }
      this.drop(error);
    }
  }

  private endOfAnswers(): void {
    const response = this.carried && this.reader.end();
    if (this.carried && response) {
      this.finish(this.carried, response);
    } else {
      this.drop(new Error("The far side closed the connection"));
    }
  }

  private finish(carried: Carried, response: Response): void {
    this.carried = undefined;
    const idleMs = response.isReusable ? this.idleTime(response.headers["keep-alive"]) : 0;
    if (idleMs > 0) {
      this.staleAt = performance.now() + idleMs;
      this.events.idle(this);
    } else {
      this.drop(new Error("The far side wants no more on this connection"));
    }
    carried.succeed(response);
  }

  /** Nearly always the text of the answer before: read once. */
  private idleTime(keepAlive: string | undefined): number {
    if (keepAlive !== this.keepAlive) {
      this.keepAlive = keepAlive;
      const seconds = /timeout=(\d{1,6})/i.exec(keepAlive ?? "")?.[1];
      this.idleMs =
        seconds === undefined
          ? defaultIdleMs
          : Math.min(Number(seconds) * 1_000 - idleMarginMs, longestIdleMs);
    }
    return this.idleMs;
  }
}

function headOrError(carried: Carried): string | Error {
  try {
    return carried.head();
  } catch (error) {
    if (error instanceof BadRequestError) {
      return error;
    }
    throw error;
  }
}

/** A text body goes with the head in one write: the head is ASCII, so UTF-8 leaves it as it is. */
function write(socket: Socket, head: string, body: string | Buffer | undefined): void {
  if (typeof body === "string" || body === undefined) {
    socket.write(head + (body ?? ""), "utf8");
    return;
  }
  socket.cork();
  socket.write(head, "latin1");
  socket.write(body);
  socket.uncork();
}
