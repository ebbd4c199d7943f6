import fc from "fast-check";
import { expect, test } from "vitest";
import { deliveryStatusCodes } from "@/db/enums";
import type { Outcome } from "@/server/providers/provider";
import { Ledger, type LedgerPage } from "./ledger";
import type { Recipients } from "./recipients";

const groups = [
  { provider: "wns", market: "DE", language: "de-DE", appVersion: "1" },
  { provider: "wns", market: "US", language: "en-US", appVersion: "2" },
] as const;

function recipientsOf(groupOf: number[], offset = 0): Recipients {
  return {
    offset,
    ids: groupOf.map((_, index) => index + 1),
    channels: groupOf.map((_, index) => `channel-${index}`),
    keys: [],
    groups: [...groups],
    groupOf: Uint16Array.from(groupOf),
    late: "L".repeat(groupOf.length),
  };
}

const claim = { attempt: 0, semantics: "at_most_once", retryReason: null } as const;

const outcome = fc.constantFrom<Outcome>(
  { kind: "sent", status: 200 },
  { kind: "channel_expired", status: 410, reason: "provider_channel_expired" },
  { kind: "rejected", status: 400, reason: "provider_bad_request" },
  { kind: "retry", status: 406, reason: "provider_throttled" },
  { kind: "retry", status: 503, reason: "provider_unavailable" },
  { kind: "halted", status: 403, reason: "fcm_permission" },
  { kind: "unknown", status: 0, reason: "no_answer" },
);

function positions(page: LedgerPage): number[] {
  const all = [...page.runs, ...page.retryRuns].flatMap(({ first, last }) =>
    Array.from({ length: last - first }, (_, index) => first + index),
  );
  return all.sort((a, b) => a - b);
}

test("every position of a window is in exactly one run, and the counts add up (P3)", () => {
  const people = fc.array(fc.tuple(outcome, fc.integer({ min: 0, max: 1 })), { minLength: 1 });
  fc.assert(
    fc.property(people, fc.nat({ max: 700 }), (all, offset) => {
      const recipients = recipientsOf(
        all.map(([, group]) => group),
        offset,
      );
      const ledger = new Ledger(claim, recipients, ["de", "en"]);
      all.forEach(([one], index) => {
        ledger.settle(index, one, undefined);
      });
      const page = ledger.page(offset, offset + all.length);
      expect(positions(page)).toEqual(all.map((_, index) => offset + index));
      const recorded = page.runs.reduce((sum, { first, last }) => sum + last - first, 0);
      expect(page.counts.reduce((sum, { count }) => sum + count, 0)).toBe(recorded);
      const sent = page.counts.filter(({ status }) => status === deliveryStatusCodes.sent);
      expect(sent.reduce((sum, { count }) => sum + count, 0)).toBe(
        all.filter(([one]) => one.kind === "sent").length,
      );
      for (const run of page.runs) {
        for (let position = run.first; position < run.last; position++) {
          expect(run.market).toBe(groups[recipients.groupOf[position - offset] ?? 0]?.market);
        }
      }
    }),
  );
});

test("a window in which everyone gets it is one run", () => {
  const ledger = new Ledger(claim, recipientsOf(Array.from({ length: 125 }, () => 1)), ["", "en"]);
  for (let index = 0; index < 125; index++) {
    ledger.settle(index, { kind: "sent", status: 200 }, undefined);
  }
  const page = ledger.page(0, 125);
  expect(page.runs).toHaveLength(1);
  expect(page.counts).toMatchObject([{ market: "US", language: "en", count: 125 }]);
});

test("whoever was not settled is a bug, not a delivery", () => {
  const ledger = new Ledger(claim, recipientsOf([0, 0]), ["de", "en"]);
  ledger.settle(0, { kind: "sent", status: 200 }, undefined);
  expect(() => ledger.page(0, 2)).toThrow(/was not settled/);
});

test("a halted registration keeps its attempts, a refused one has one more", () => {
  const ledger = new Ledger({ ...claim, attempt: 2 }, recipientsOf([0, 0]), ["de", "en"]);
  ledger.settle(0, { kind: "halted", status: 403, reason: "fcm_permission" }, undefined);
  ledger.settle(1, { kind: "retry", status: 406, reason: "provider_throttled" }, undefined);
  expect(ledger.page(0, 2).retries).toMatchObject([{ attempt: 2 }, { attempt: 3 }]);
});

test("a retry that runs out of time failed for the reason it was retried; a first try, held or not, is skipped", () => {
  const retried = { ...claim, attempt: 1, retryReason: 108 };
  const held = { ...claim, retryReason: 106 };
  const ends = [claim, held, retried].map((one) => {
    const ledger = new Ledger(one, recipientsOf([0]), ["de", "en"]);
    ledger.skip(0, "expired");
    return ledger.page(0, 1).runs[0];
  });
  expect(ends).toMatchObject([
    { status: deliveryStatusCodes.skipped, reason: 12, attempts: 0 },
    { status: deliveryStatusCodes.skipped, reason: 12, attempts: 0 },
    { status: deliveryStatusCodes.failed, reason: 108, attempts: 1 },
  ]);
});
