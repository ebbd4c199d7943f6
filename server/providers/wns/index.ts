import { randomFillSync } from "node:crypto";
import { payloadByteLimit } from "@/content/bytes";
import { prepareTracked, prepareUntracked } from "@/content/tracking";
import type { Provider } from "@/server/providers/provider";
import { createWnsTokens } from "./auth";
import type { WnsCredentials } from "./credentials";
import { readWnsOutcome } from "./outcome";
import { buildWnsRequest, refuseChannel } from "./request";

const seedBytes = 16;
const pool = Buffer.allocUnsafe(seedBytes * 512);
let used = pool.length;

/** cV 2.1: 128 random bits as 22 base64 characters and a counter. Drawn in bulk: one draw costs 1 µs. */
function newCorrelationVector(): string {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const base = pool.toString("base64", used, used + seedBytes);
  used += seedBytes;
  return `${base.slice(0, 22)}.0`;
}

/** A WNS provider with a token cache of its own; production uses the one instance `wns`. */
export function createWns(): Provider<WnsCredentials> {
  const tokens = createWnsTokens();
  return {
    name: "wns",
    payloadLimit: payloadByteLimit,
    render: ({ document, isTracked }) =>
      isTracked ? prepareTracked(document) : prepareUntracked(document),
    refuseChannel,
    authorize: tokens.authorize,
    forget: tokens.forget,
    request: (message, target, auth) =>
      buildWnsRequest(message, target, { auth, correlationVector: newCorrelationVector() }),
    outcome: readWnsOutcome,
  };
}

export const wns = createWns();
