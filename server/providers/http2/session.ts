import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type OutgoingHttpHeaders,
} from "node:http2";
import type { Socket } from "node:net";
import type { Response } from "@/server/providers/http1/response";
import { Exchange } from "./exchange";

/** What an HTTP/2 session carries: one request per stream, told what becomes of it. */
export interface Streamed {
  /** Given up while it waited. */
  readonly isOver: boolean;
  /** The request as it goes onto the wire. Throws when it may not. */
  fields(): OutgoingHttpHeaders;
  body: string | Buffer | undefined;
  /** The stream is about to be opened. */
  begin(carrier: { drop(error: Error): void }): void;
  succeed(response: Omit<Response, "isReusable">): void;
  fail(error: Error): void;
  /** The far side said that it never looked at this one: as if it had not begun. */
  unbegin(): void;
}

export interface SessionEvents {
  /** There may be room for more. */
  room(): void;
  /** The far side never looked at it: it may go elsewhere. */
  unseen(carried: Streamed, error: Error): void;
  gone(session: Session): void;
}

/** More than that on one session gains nothing, whatever the far side allows. */
const maximumStreams = 250;
/** So many streams in a row without an answer: the session is a hole, however alive its socket looks. */
const silentStreamsToDrop = 10;
const pingAfterIdleMs = 20_000;
const pingPatienceMs = 5_000;

/** One connection with many streams. Opens none before the far side has said how many it takes. */
export class Session {
  private readonly session: ClientHttp2Session;
  private readonly exchanges = new Map<ClientHttp2Stream, Exchange>();
  private streamsAllowed: number | undefined;
  private lastStreamId = Number.POSITIVE_INFINITY;
  private silentStreams = 0;
  private isGone = false;
  private isLeaving = false;
  private quietSince = performance.now();
  private pingSince: number | undefined;

  constructor(
    origin: string,
    private readonly socket: Socket,
    private readonly events: SessionEvents,
  ) {
    this.session = connect(origin, {
      createConnection: () => socket,
      settings: { enablePush: false },
    });
    this.session.on("remoteSettings", ({ maxConcurrentStreams }) => {
      this.streamsAllowed = Math.min(maxConcurrentStreams ?? maximumStreams, maximumStreams);
      this.events.room();
    });
    this.session.on("goaway", (_code, lastStreamId) => this.leave(lastStreamId));
    this.session.on("error", (error) => this.drop(error));
    this.session.on("close", () => this.drop(new Error("The session was closed")));
  }

  /** How many more streams may be opened now. */
  get room(): number {
    const isOpen = !this.isLeaving && !this.session.closed && !this.session.destroyed;
    return isOpen ? Math.max(0, (this.streamsAllowed ?? 0) - this.exchanges.size) : 0;
  }

  /** Still waits for the far side's first word. */
  get isStarting(): boolean {
    return this.isFresh && !this.isLeaving;
  }

  /** The far side never said a word. */
  get isFresh(): boolean {
    return this.streamsAllowed === undefined;
  }

  carry(carried: Streamed): void {
    const stream = this.open(carried);
    if (!stream) return;
    const exchange = new Exchange(stream, carried);
    this.exchanges.set(stream, exchange);
    carried.begin({ drop: () => this.giveUp(exchange) });
    stream.once("close", () => this.closed(stream, exchange));
    stream.end(carried.body);
  }

  private open(carried: Streamed): ClientHttp2Stream | undefined {
    try {
      return this.session.request(carried.fields(), { endStream: carried.body === undefined });
    } catch (error) {
      carried.fail(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }

  /** Its time is over: only this stream ends, unless the whole session is silent. */
  private giveUp(exchange: Exchange): void {
    exchange.stream.close(constants.NGHTTP2_CANCEL);
    this.silentStreams += 1;
    if (this.silentStreams >= silentStreamsToDrop) {
      this.drop(new Error("The session answers nothing"));
    }
  }

  private closed(stream: ClientHttp2Stream, exchange: Exchange): void {
    this.exchanges.delete(stream);
    this.quietSince = performance.now();
    if (exchange.hasAnswer) this.silentStreams = 0;
    const isUnseen =
      stream.rstCode === constants.NGHTTP2_REFUSED_STREAM ||
      (stream.id ?? Number.POSITIVE_INFINITY) > this.lastStreamId;
    if (isUnseen && !exchange.hasAnswer && !exchange.carried.isOver) {
      exchange.carried.unbegin();
      this.events.unseen(exchange.carried, new Error("The far side did not look at the request"));
    } else {
      exchange.settle();
    }
    this.events.room();
  }

  /** GOAWAY: what it names as the last stream may still be answered, later ones were never looked at. */
  private leave(lastStreamId: number): void {
    this.isLeaving = true;
    this.lastStreamId = Math.min(this.lastStreamId, lastStreamId);
    for (const [stream] of this.exchanges) {
      if ((stream.id ?? Number.POSITIVE_INFINITY) > this.lastStreamId) {
        stream.close(constants.NGHTTP2_CANCEL);
      }
    }
    if (this.exchanges.size === 0) this.drop(new Error("The far side said good-bye"));
    else this.events.room();
  }

  /** An idle connection may have died unheard: asked now, its death costs nobody a push. */
  keepAlive(now: number): void {
    if (this.pingSince !== undefined) {
      if (now - this.pingSince > pingPatienceMs) this.drop(new Error("No answer to a ping"));
      return;
    }
    if (this.exchanges.size > 0 || this.isStarting || now - this.quietSince < pingAfterIdleMs) {
      return;
    }
    this.pingSince = now;
    this.session.ping(() => {
      this.pingSince = undefined;
      this.quietSince = performance.now();
    });
  }

  /** Ends the session; what it carries has no answer. */
  drop(error: Error): void {
    if (this.isGone) return;
    this.isGone = true;
    this.isLeaving = true;
    // Not inside one of the session's own events: Node 20 corrupts its heap when a session is torn down there.
    setImmediate(() => {
      this.session.destroy(error);
      this.socket.destroy();
    });
    this.events.gone(this);
  }
}
