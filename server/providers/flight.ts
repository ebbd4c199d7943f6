import type { OutgoingHttpHeaders } from "node:http2";
import type { Waiting } from "./http1/pool";
import { requestHead } from "./http1/request-head";
import type { Response } from "./http1/response";
import { requestFields } from "./http2/request-fields";
import type { Streamed } from "./http2/session";
import { noteAnswer, type Origin } from "./origin";
import type { HttpExchange, PushAnswer, PushRequest } from "./provider";
import { classifyError } from "./socket-error";

export type OnAnswer = (answer: PushAnswer) => void;
export type AnyRequest = PushRequest | Parameters<HttpExchange>[0];

/** Where a request is going and until when, in milliseconds of performance.now(). */
export interface Course {
  origin: Origin;
  /** Path and query. */
  target: string;
  deadline: number;
}

/** One request on its way: tells its caller exactly once what came of it. */
export class Flight implements Waiting, Streamed {
  /** Known from right before the first byte is written. */
  private carrier: { drop(error: Error): void } | undefined;
  isOver = false;

  constructor(
    private readonly request: AnyRequest,
    private readonly course: Course,
    private readonly onAnswer: OnAnswer,
  ) {
    course.origin.flights.add(this);
  }

  get deadline(): number {
    return this.course.deadline;
  }

  get body(): string | Buffer | undefined {
    return this.request.body;
  }

  head(): string {
    const { method, headers, body } = this.request;
    const { origin, target } = this.course;
    return requestHead({
      method,
      target,
      host: origin.host,
      headers,
      bodyBytes: body === undefined ? undefined : Buffer.byteLength(body),
    });
  }

  fields(): OutgoingHttpHeaders {
    const { method, headers } = this.request;
    const { origin, target } = this.course;
    return requestFields({ method, target, host: origin.host, headers });
  }

  begin(carrier: { drop(error: Error): void }): void {
    this.carrier = carrier;
  }

  unbegin(): void {
    this.carrier = undefined;
  }

  succeed({ status, statusText, headers, body }: Omit<Response, "isReusable">): void {
    this.finish({ kind: "answer", status, statusText, headers, body });
  }

  fail(error: Error): void {
    const written = this.carrier !== undefined;
    this.finish({ kind: "failure", failure: classifyError(error), written });
  }

  expire(): void {
    const { carrier } = this;
    this.finish({ kind: "failure", failure: "timeout", written: carrier !== undefined });
    carrier?.drop(new Error("The deadline passed"));
  }

  private finish(answer: PushAnswer): void {
    if (this.isOver) {
      return;
    }
    this.isOver = true;
    const { origin } = this.course;
    origin.flights.delete(this);
    noteAnswer(origin, answer, performance.now());
    this.onAnswer(answer);
  }
}
