import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { OpenSocket } from "@/server/providers/http1/pool";
import { Session, type Streamed } from "./session";

/** A push service wants few connections with many streams; more are opened only when those are full. */
const maximumSessions = 4;

class NoHttp2Error extends Error {
  readonly code = "HERALD_NO_HTTP2";
}

/** The sessions to one origin: the fullest that has room is used first, so that the others may fall idle. */
export class Http2Pool {
  private readonly sessions = new Set<Session>();
  private waiting: Streamed[] = [];
  /** Asked for twice at most: a far side that refuses all streams must not spin us. */
  private readonly returned = new WeakSet<Streamed>();
  private opening = 0;
  private isClosed = false;

  constructor(
    private readonly origin: string,
    private readonly openSocket: OpenSocket,
    private readonly limit = maximumSessions,
  ) {}

  dispatch(request: Streamed): void {
    this.waiting.push(request);
    this.pump();
  }

  closeStale(now: number): void {
    this.waiting = this.waiting.filter(({ isOver }) => !isOver);
    for (const session of this.sessions) session.keepAlive(now);
  }

  close(): void {
    this.isClosed = true;
    for (const session of this.sessions) session.drop(new Error("The sender was closed"));
  }

  private pump(): void {
    for (const session of this.sessions) {
      while (session.room > 0) {
        const next = this.nextWaiting();
        if (!next) return;
        session.carry(next);
      }
    }
    if (this.waiting.length > 0) this.grow();
  }

  /** One at a time: the first session tells how many streams fit, which is nearly always enough. */
  private grow(): void {
    const isStarting = [...this.sessions].some((session) => session.isStarting);
    const mayOpen = this.sessions.size < this.limit && this.opening === 0 && !isStarting;
    if (!mayOpen || this.isClosed) return;
    this.opening += 1;
    this.openSocket((error, socket) => this.opened(error, socket));
  }

  private opened(error: Error | null, socket: Socket | null): void {
    this.opening -= 1;
    const refusal = socket ? protocolError(socket) : (error ?? new Error("No connection"));
    if (!socket || refusal) {
      socket?.destroy();
      this.failWaiting(refusal ?? new Error("No connection"));
      return;
    }
    if (this.isClosed) {
      socket.destroy();
      return;
    }
    this.sessions.add(
      new Session(this.origin, socket, {
        room: () => this.pump(),
        unseen: (carried, why) => this.takeBack(carried, why),
        gone: (session) => this.forget(session),
      }),
    );
  }

  private takeBack(carried: Streamed, why: Error): void {
    if (this.returned.has(carried) || this.isClosed) {
      carried.fail(why);
    } else {
      this.returned.add(carried);
      this.waiting.unshift(carried);
    }
  }

  /** Nobody is there: who waits is told at once, and each of them may be tried again later. */
  private failWaiting(error: Error): void {
    const waiting = this.sessions.size > 0 ? [] : this.waiting.splice(0);
    for (const request of waiting) if (!request.isOver) request.fail(error);
  }

  private forget(session: Session): void {
    this.sessions.delete(session);
    // A session that never said a word would otherwise be opened again and again by those who wait.
    if (session.isFresh) this.failWaiting(new Error("The far side closed the connection"));
    else this.pump();
  }

  private nextWaiting(): Streamed | undefined {
    while (this.waiting.length > 0) {
      const next = this.waiting.shift();
      if (next && !next.isOver) return next;
    }
    return undefined;
  }
}

/** Over TLS the far side must have agreed on HTTP/2; without TLS (the emulator's) it is known beforehand. */
function protocolError(socket: Socket): Error | undefined {
  const { alpnProtocol } = socket as Partial<TLSSocket>;
  const isTls = "encrypted" in socket;
  return isTls && alpnProtocol !== "h2"
    ? new NoHttp2Error("The far side does not speak HTTP/2")
    : undefined;
}
