import { randomUUID } from "node:crypto";
import type { Provider } from "@/server/providers/provider";
import { createApnsTokens } from "./auth";
import type { ApnsCredentials } from "./credentials";
import { readApnsOutcome } from "./outcome";
import { apnsPayloadLimit, buildApnsRequest, refuseToken, renderApns } from "./request";

/** An APNs provider with provider tokens of its own; production uses the one instance `apns`. */
export function createApns(): Provider<ApnsCredentials> {
  const tokens = createApnsTokens();
  return {
    name: "apns",
    isProvenByPush: true,
    payloadLimit: apnsPayloadLimit,
    render: renderApns,
    refuseChannel: refuseToken,
    authorize: tokens.authorize,
    forget: tokens.forget,
    request: (message, target, auth) =>
      buildApnsRequest(message, target, { auth, now: Date.now(), id: randomUUID() }),
    outcome: readApnsOutcome,
  };
}

export const apns = createApns();
