import { deliveryStatusCodes, type Reason, reasonCodes } from "@/db/enums";
import type { Outcome } from "@/server/providers/provider";
import type { Claim } from "./claim";
import type { Recipients } from "./recipients";
import { maximumAttempts, retryDelayMs } from "./retry";

/** open: not settled. again: asked, provably not accepted. untouched: not asked at all, or not our turn. */
const verdicts = { open: 0, final: 1, again: 2, untouched: 3 } as const;

/** Why a notification stops here; nobody is burned by it. */
export interface Halt {
  provider: string;
  reason: Reason;
  detail?: string;
}

export interface Retired {
  id: number;
  channel: string;
  reason: Reason;
}

/** What became of the registrations of one slice, as columns indexed like Recipients. */
export class Ledger {
  private readonly verdict: Uint8Array;
  private readonly status: Uint8Array;
  private readonly reason: Uint16Array;
  private readonly http: Uint16Array;
  private readonly delay: Float64Array;
  /** 1: the provider was asked this time. */
  private readonly asked: Uint8Array;
  retired: Retired[] = [];
  halt: Halt | undefined;
  /** The provider whose credentials may be another app's: nobody fails and nothing stops before that is known. */
  doubted: string | undefined;
  /** How many of a window were told to slow down, and for how long. */
  throttled = 0;
  throttledMs = 0;

  constructor(
    private readonly claim: Pick<Claim, "attempt" | "semantics" | "retryReason">,
    private readonly recipients: Recipients,
    /** Language of the content each group gets. */
    private readonly languageOf: readonly string[],
  ) {
    const { length } = recipients.ids;
    this.verdict = new Uint8Array(length);
    this.status = new Uint8Array(length);
    this.reason = new Uint16Array(length);
    this.http = new Uint16Array(length);
    this.delay = new Float64Array(length);
    this.asked = new Uint8Array(length).fill(1);
  }

  isOpen(index: number): boolean {
    return this.verdict[index] === verdicts.open;
  }

  /** @param leftMs until the notification expires; undefined = never */
  settle(index: number, outcome: Outcome, leftMs: number | undefined): void {
    switch (outcome.kind) {
      case "sent":
        this.verdict[index] = verdicts.final;
        this.status[index] = deliveryStatusCodes.sent;
        this.http[index] = outcome.status;
        break;
      case "channel_expired":
        this.retire(index, outcome.reason);
        this.close(index, deliveryStatusCodes.channel_expired, outcome);
        break;
      case "rejected":
        this.close(index, deliveryStatusCodes.failed, outcome);
        break;
      case "retry":
        this.askAgain(index, outcome, leftMs);
        break;
      case "unknown":
        this.settleUnknown(index, outcome, leftMs);
        break;
      case "halted":
        this.leave(index);
        break;
      case "disputed":
      case "stale_auth":
        throw new Error(`${outcome.kind} is no end: it is judged before anything is settled`);
    }
  }

  private retire(index: number, reason: Reason): void {
    const { ids, channels } = this.recipients;
    this.retired.push({ id: ids[index] ?? 0, channel: channels[index] ?? "", reason });
  }

  /** At least once may ask again: the same replacement id replaces the first on the device. */
  private settleUnknown(
    index: number,
    outcome: Extract<Outcome, { kind: "unknown" }>,
    leftMs: number | undefined,
  ): void {
    const mayDouble = this.claim.semantics === "at_least_once";
    if (mayDouble && this.claim.attempt + 1 < maximumAttempts) {
      this.askAgain(index, { ...outcome, kind: "retry" }, leftMs);
    } else {
      this.close(index, deliveryStatusCodes.unknown, outcome);
    }
  }

  private askAgain(
    index: number,
    outcome: Extract<Outcome, { kind: "retry" }>,
    leftMs: number | undefined,
  ): void {
    const attempts = this.claim.attempt + 1;
    const delay = retryDelayMs({ attempts, leftMs, ...outcome }, Math.random());
    if (delay === undefined) {
      this.close(index, deliveryStatusCodes.failed, outcome);
      return;
    }
    if (outcome.reason === "provider_throttled" || outcome.reason === "fcm_quota") {
      this.throttled += 1;
      this.throttledMs = Math.max(this.throttledMs, delay);
    }
    this.verdict[index] = verdicts.again;
    this.reason[index] = reasonCodes[outcome.reason];
    this.delay[index] = delay;
  }

  /** Nobody was asked for this registration: it stays for the next who works here. */
  leave(index: number): void {
    this.verdict[index] = verdicts.untouched;
  }

  /** The same, but the provider refused it: with its reason, which the next who works here knows it by. */
  hold(index: number, reason: Reason, delayMs = 0): void {
    this.postpone(index, delayMs);
    this.reason[index] = reasonCodes[reason];
  }

  /** The same, but not at once: a login service asks for a pause, or the credentials are in doubt. */
  postpone(index: number, delayMs: number): void {
    this.leave(index);
    this.delay[index] = delayMs;
  }

  /** Settled without asking the provider. A retry that runs out of time failed for the reason it was retried. */
  skip(index: number, reason: Reason): void {
    const { retryReason, attempt } = this.claim;
    const isLate = reason === "expired" && retryReason !== null && attempt > 0;
    this.asked[index] = 0;
    this.verdict[index] = verdicts.final;
    this.status[index] = isLate ? deliveryStatusCodes.failed : deliveryStatusCodes.skipped;
    this.reason[index] = isLate ? retryReason : reasonCodes[reason];
  }

  /** Its worker stopped between asking and noting the answer; at most once forbids asking again. */
  forget(index: number): void {
    this.close(index, deliveryStatusCodes.unknown, { status: 0, reason: "worker_stopped" });
  }

  /** The channel is none of the provider's, so nobody is asked with our token (T3). */
  refuse(index: number, reason: Reason): void {
    this.asked[index] = 0;
    this.close(index, deliveryStatusCodes.failed, { status: 0, reason });
  }

  private close(index: number, status: number, why: { status: number; reason: Reason }): void {
    this.verdict[index] = verdicts.final;
    this.status[index] = status;
    this.reason[index] = reasonCodes[why.reason];
    this.http[index] = why.status;
  }

  /** Positions [from, to) of the slice as the arrays of the record statement; every one of them is settled. */
  page(from: number, to: number): LedgerPage {
    const page = new PageBuilder();
    const { offset } = this.recipients;
    for (let position = from; position < to; position++) {
      const index = position - offset;
      const verdict = this.verdict[index];
      if (verdict === verdicts.open) throw new Error(`Position ${position} was not settled`);
      if (verdict !== verdicts.final) page.addRetry(position, this.retryOf(index));
      else if (position > from && this.isLikeLast(index)) page.extend(position);
      else page.addDelivery(position, this.cellOf(index));
    }
    return page.finish();
  }

  /** Whether the registration before it has the same end: nearly always, and then nothing is allocated. */
  private isLikeLast(index: number): boolean {
    const { groupOf } = this.recipients;
    return (
      this.verdict[index - 1] === verdicts.final &&
      this.status[index] === this.status[index - 1] &&
      this.reason[index] === this.reason[index - 1] &&
      this.http[index] === this.http[index - 1] &&
      this.asked[index] === this.asked[index - 1] &&
      groupOf[index] === groupOf[index - 1]
    );
  }

  private cellOf(index: number): Cell {
    const { groups, groupOf } = this.recipients;
    const status = this.status[index] ?? 0;
    const isSkipped = status === deliveryStatusCodes.skipped;
    const group = groupOf[index] ?? 0;
    return {
      status,
      reason: this.reason[index] ?? 0,
      http: this.http[index] ?? 0,
      attempts: this.claim.attempt + (this.asked[index] ?? 0),
      language: isSkipped ? "" : (this.languageOf[group] ?? ""),
      market: groups[group]?.market ?? "",
      appVersion: groups[group]?.appVersion ?? "",
      provider: groups[group]?.provider ?? "",
    };
  }

  private retryOf(index: number): Omit<RetryGroup, "key"> {
    const { attempt, retryReason } = this.claim;
    if (this.verdict[index] === verdicts.untouched) {
      const reason = this.reason[index] || retryReason;
      return { attempt, reason, delayMs: this.delay[index] ?? 0 };
    }
    return {
      attempt: attempt + 1,
      reason: this.reason[index] ?? 0,
      delayMs: this.delay[index] ?? 0,
    };
  }
}

interface Cell {
  status: number;
  reason: number;
  http: number;
  attempts: number;
  language: string;
  market: string;
  appVersion: string;
  provider: string;
}

export interface Run extends Cell {
  /** Positions (first, last] counted from 1: array[first + 1 : last]. */
  first: number;
  last: number;
}

export interface RetryGroup {
  attempt: number;
  reason: number | null;
  delayMs: number;
}

export interface LedgerPage {
  /** Neighbours with one and the same end: what most windows consist of. */
  runs: Run[];
  counts: (Cell & { count: number })[];
  retries: RetryGroup[];
  retryRuns: { first: number; last: number; group: number }[];
}

class PageBuilder {
  private readonly runs: Run[] = [];
  private readonly retries: RetryGroup[] = [];
  private readonly retryRuns: LedgerPage["retryRuns"] = [];

  addDelivery(position: number, cell: Cell): void {
    this.runs.push({ ...cell, first: position, last: position + 1 });
  }

  /** One more like the last. */
  extend(position: number): void {
    const run = this.runs.at(-1);
    if (run) run.last = position + 1;
  }

  /** Those with one reason go together, when the most patient of them may. */
  addRetry(position: number, retry: RetryGroup): void {
    let group = this.retries.findIndex(
      ({ attempt, reason }) => attempt === retry.attempt && reason === retry.reason,
    );
    if (group === -1) group = this.retries.push({ ...retry }) - 1;
    const known = this.retries[group] ?? retry;
    known.delayMs = Math.max(known.delayMs, retry.delayMs);
    const run = this.retryRuns.at(-1);
    if (run && run.last === position && run.group === group) run.last += 1;
    else this.retryRuns.push({ first: position, last: position + 1, group });
  }

  finish(): LedgerPage {
    const { runs, retries, retryRuns } = this;
    return { runs, counts: countCells(runs), retries, retryRuns };
  }
}

/** Sorted by the rollup's key, so that two writers lock its rows in one order. */
function countCells(runs: Run[]): LedgerPage["counts"] {
  const counts = new Map<string, Cell & { count: number }>();
  for (const run of runs) {
    const key = `${run.market}\n${run.language}\n${run.appVersion}\n${run.provider}\n${run.status}\n${run.reason}`;
    const known = counts.get(key);
    if (known) known.count += run.last - run.first;
    else counts.set(key, { ...run, count: run.last - run.first });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}
