import { type Reason, reasonCodes } from "@/db/enums";
import type { Halt, Ledger } from "@/server/delivery/slice/ledger";
import type { Outcome } from "@/server/providers/provider";

/** What a worker knows of one app's credentials at one provider; Access is one. */
export interface Standing {
  readonly provider: string;
  /** Pushes accepted since the worker opened these credentials, in all of its slices. */
  readonly accepted: number;
  /** A push was accepted with these credentials since they were stored, last refused or last doubted. */
  readonly isProven: boolean;
  readonly doubt: Doubt;
  /** Answers "another app's channel" since the last accepted push. */
  readonly foreignInARow: number;
}

/** old: for doubtSeconds nobody had a push accepted, though one device of every slice was asked. */
export type Doubt = "none" | "young" | "old";
export const doubtSeconds = 60;
/** So long those wait whose credentials are in doubt; meanwhile the other slices are asked. */
export const doubtPauseMs = 15_000;

/** What the providers call disputed. */
const disputedReasons: readonly Reason[] = [
  "provider_wrong_app",
  "provider_bad_request",
  "fcm_sender_mismatch",
  "fcm_argument",
  "apns_wrong_topic",
  "apns_token_unknown",
  "apns_bad_request",
];

type Foreign = Extract<Outcome, { kind: "disputed" }>;

interface Suspect {
  index: number;
  outcome: Foreign;
  standing: Standing;
  /** Pushes accepted before this answer. */
  accepted: number;
}

/** So many in a row may be the registrations' own fault; one more puts credentials that worked in doubt. */
export const mostInARow = 20;

/**
 * Registrations of one window whose channel, says the provider, belongs to another app: either they are wrong,
 * which anybody with the public app key can bring about, or our credentials are (decisions 0120, 0143). A push
 * accepted later clears the credentials.
 */
export class Suspects {
  private readonly all: Suspect[] = [];

  /** The slice is of such as halted a notification before, and a person resumed it. */
  private readonly wereHeldBefore: boolean;

  constructor(retryReason: number | null) {
    this.wereHeldBefore = disputedReasons.some((reason) => reasonCodes[reason] === retryReason);
  }

  add(index: number, outcome: Foreign, standing: Standing): void {
    this.all.push({ index, outcome, standing, accepted: standing.accepted });
  }

  /** Nothing more is asked until an answer that is still on its way clears the credentials. */
  mayGoOn(): boolean {
    return this.all.every(({ standing }) => this.isBearable(standing));
  }

  /** Tells the ledger what each of them came to. */
  judge(ledger: Ledger, leftMs: number | undefined): void {
    for (const { index, outcome, standing, accepted } of this.all) {
      const isCleared = standing.accepted > accepted;
      if (isCleared || (standing.isProven && this.isBearable(standing))) {
        ledger.settle(index, { ...outcome, kind: "rejected" }, leftMs);
      } else if (standing.isProven || standing.doubt === "young") {
        ledger.hold(index, outcome.reason, doubtPauseMs);
        ledger.doubted ??= standing.provider;
      } else {
        ledger.hold(index, outcome.reason);
        ledger.halt ??= haltOf(standing, outcome);
      }
    }
  }

  /** Who was held before is not held again once another push proved the credentials. */
  private isBearable(standing: Standing): boolean {
    if (this.wereHeldBefore && standing.isProven) return true;
    return standing.doubt === "none" && standing.foreignInARow <= mostInARow;
  }
}

function haltOf({ provider }: Standing, { reason, detail }: Foreign): Halt {
  return { provider, reason, detail };
}
