import type { Dispatcher } from "undici";
import { noteAnswer, type Origin } from "./origin";
import type { PushAnswer } from "./provider";
import { classifyError } from "./socket-error";

export type OnAnswer = (answer: PushAnswer) => void;
type AnswerHeaders = Record<string, string | string[] | undefined>;

/** One request on its way. A class, because at thousands a second closures are what costs. */
export class Flight implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private statusText = "";
  private headers: AnswerHeaders = {};
  private body: Buffer | undefined;
  private isDone = false;

  /** `deadline` is in milliseconds of performance.now(). */
  constructor(
    readonly deadline: number,
    private readonly origin: Origin,
    private readonly owner: { flights: Set<Flight>; onAnswer: OnAnswer },
  ) {
    owner.flights.add(this);
    origin.inFlight += 1;
  }

  /** undici calls this right before it writes the first byte; throwing takes the request off its queue. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isDone) {
      throw new Error("The deadline passed while the request waited for a connection");
    }
    this.controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: AnswerHeaders,
    statusText = "",
  ): void {
    this.status = status;
    this.statusText = statusText;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.body = this.body ? Buffer.concat([this.body, chunk]) : chunk;
  }

  onResponseEnd(): void {
    this.finish({
      kind: "answer",
      status: this.status,
      statusText: this.statusText,
      headers: joinRepeated(this.headers),
      body: this.body ? this.body.toString("utf8") : "",
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.fail(classifyError(error));
  }

  expire(): void {
    const { controller } = this;
    this.fail("timeout");
    controller?.abort(new Error("The deadline passed"));
  }

  fail(failure: ReturnType<typeof classifyError>): void {
    this.finish({ kind: "failure", failure, written: this.controller !== undefined });
  }

  private finish(answer: PushAnswer): void {
    if (this.isDone) {
      return;
    }
    this.isDone = true;
    this.owner.flights.delete(this);
    this.origin.inFlight -= 1;
    noteAnswer(this.origin, answer, performance.now());
    this.owner.onAnswer(answer);
  }
}

/** undici gives a repeated header as a list; readers of answers know texts only. */
function joinRepeated(headers: AnswerHeaders): Record<string, string> {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) {
      headers[name] = value.join(", ");
    }
  }
  return headers as Record<string, string>;
}
