import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonCodes } from "@/db/enums";
import { Ledger } from "@/server/delivery/slice/ledger";
import type { Recipients } from "@/server/delivery/slice/recipients";
import { type Doubt, doubtPauseMs, mostInARow, type Standing, Suspects } from "./suspects";

type Answer = "accepted" | "foreign";

const foreign = { kind: "disputed", status: 403, reason: "provider_wrong_app" } as const;

function recipientsOf(count: number): Recipients {
  return {
    offset: 0,
    ids: Array.from({ length: count }, (_, index) => index + 1),
    channels: Array.from({ length: count }, (_, index) => `channel-${index}`),
    keys: [],
    groups: [{ provider: "wns", market: "DE", language: "de-DE", appVersion: "1" }],
    groupOf: new Uint16Array(count),
    late: "L".repeat(count),
  };
}

interface Case {
  isProven?: boolean;
  retryReason?: number | null;
  foreignBefore?: number;
  doubt?: Doubt;
}

/** One window with these answers in this order, as a worker would walk it. */
function walk(answers: Answer[], given: Case = {}) {
  const { isProven = false, retryReason = null, foreignBefore = 0, doubt = "none" } = given;
  const claim = { attempt: 0, semantics: "at_most_once", retryReason } as const;
  const ledger = new Ledger(claim, recipientsOf(answers.length), ["de"]);
  const suspects = new Suspects(retryReason);
  const state = { accepted: 0, foreignInARow: foreignBefore };
  const standing: Standing = {
    provider: "wns",
    get accepted() {
      return state.accepted;
    },
    get isProven() {
      return isProven || state.accepted > 0;
    },
    get doubt() {
      return state.accepted > 0 ? "none" : doubt;
    },
    get foreignInARow() {
      return state.foreignInARow;
    },
  };
  let asked = 0;
  for (const [index, answer] of answers.entries()) {
    if (!suspects.mayGoOn()) break;
    asked += 1;
    if (answer === "accepted") {
      state.accepted += 1;
      state.foreignInARow = 0;
      ledger.settle(index, { kind: "sent", status: 200 }, undefined);
    } else {
      state.foreignInARow += 1;
      suspects.add(index, foreign, standing);
    }
  }
  suspects.judge(ledger, undefined);
  const { runs, retryRuns, retries } = ledger.page(0, asked);
  const length = ({ first, last }: { first: number; last: number }) => last - first;
  const failed = runs.filter(({ reason }) => reason === reasonCodes.provider_wrong_app);
  return {
    asked,
    failed: failed.reduce((sum, run) => sum + length(run), 0),
    held: retryRuns.reduce((sum, run) => sum + length(run), 0),
    isHalted: ledger.halt !== undefined,
    isDoubted: ledger.doubted !== undefined,
    retries,
  };
}

const many = (count: number, answer: Answer): Answer[] =>
  Array.from({ length: count }, () => answer);

test("one foreign channel among others fails alone and stops nobody", () => {
  const answers = [...many(60, "accepted"), "foreign" as const, ...many(60, "accepted")];
  expect(walk(answers)).toMatchObject({ asked: 121, failed: 1, held: 0, isHalted: false });
});

test("the first of all is foreign: the push accepted after it clears the credentials", () => {
  expect(walk(["foreign", "accepted"])).toMatchObject({ failed: 1, held: 0, isHalted: false });
});

test("credentials that never worked halt and fail nobody, even for one device", () => {
  expect(walk(["foreign"])).toMatchObject({ failed: 0, held: 1, isHalted: true });
  expect(walk(many(125, "foreign"))).toMatchObject({
    asked: mostInARow + 1,
    failed: 0,
    held: mostInARow + 1,
    isHalted: true,
  });
});

test("proven credentials bear 20 in a row; one more puts them in doubt and stops nothing", () => {
  const proven = { isProven: true };
  expect(walk(many(mostInARow, "foreign"), proven)).toMatchObject({ failed: 20, isHalted: false });
  const { retries, ...rest } = walk(many(mostInARow + 1, "foreign"), proven);
  expect(rest).toMatchObject({ failed: 0, held: 21, isHalted: false, isDoubted: true });
  expect(retries).toMatchObject([{ attempt: 0, delayMs: doubtPauseMs }]);
});

test("in doubt one device is asked: it waits while the doubt is young, halts when it is old", () => {
  const answers = many(50, "foreign");
  const young = walk(answers, { doubt: "young" });
  expect(young).toMatchObject({ asked: 1, failed: 0, held: 1, isHalted: false, isDoubted: true });
  expect(walk(answers, { doubt: "old" })).toMatchObject({ asked: 1, failed: 0, isHalted: true });
  const cleared = walk(["accepted", ...many(5, "foreign")], { doubt: "old" });
  expect(cleared).toMatchObject({ asked: 6, failed: 5, isHalted: false, isDoubted: false });
});

test("the row goes on from window to window, so that small slices do not burn 20 each", () => {
  const answers = many(5, "foreign");
  expect(walk(answers, { isProven: true, foreignBefore: 15 })).toMatchObject({ failed: 5 });
  expect(walk(answers, { isProven: true, foreignBefore: 16 })).toMatchObject({
    failed: 0,
    isDoubted: true,
  });
});

test("who was held keeps the reason and the attempt; after a resume a proof ends it, nothing else does", () => {
  const { retries } = walk(["foreign"]);
  expect(retries).toMatchObject([{ attempt: 0, reason: reasonCodes.provider_wrong_app }]);
  const held = { retryReason: reasonCodes.provider_wrong_app };
  const answers = many(100, "foreign");
  expect(walk(answers, held)).toMatchObject({ failed: 0, held: 21, isHalted: true });
  expect(walk(answers, { ...held, isProven: true })).toMatchObject({
    failed: 100,
    isHalted: false,
  });
  expect(
    walk(answers, { retryReason: reasonCodes.provider_throttled, isProven: true }),
  ).toMatchObject({ failed: 0, isDoubted: true });
});

test("whoever had a foreign channel fails or is held, and without any accepted push nobody fails", () => {
  const answers = fc.array(fc.constantFrom<Answer>("accepted", "foreign"), { minLength: 1 });
  fc.assert(
    fc.property(answers, (all) => {
      const { asked, failed, held, isHalted, isDoubted } = walk(all);
      const seen = all.slice(0, asked);
      expect(failed + held).toBe(seen.filter((one) => one === "foreign").length);
      expect(isHalted || isDoubted).toBe(held > 0);
      if (!seen.includes("accepted")) expect(failed).toBe(0);
    }),
  );
});
