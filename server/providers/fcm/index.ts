import type { Provider } from "@/server/providers/provider";
import { createFcmTokens } from "./auth";
import type { FcmCredentials } from "./credentials";
import { readFcmOutcome } from "./outcome";
import { buildFcmRequest, fcmPayloadLimit, refuseToken, renderFcm } from "./request";

/** An FCM provider with a token cache of its own; production uses the one instance `fcm`. */
export function createFcm(): Provider<FcmCredentials> {
  const tokens = createFcmTokens();
  return {
    name: "fcm",
    payloadLimit: fcmPayloadLimit,
    render: renderFcm,
    refuseChannel: refuseToken,
    authorize: tokens.authorize,
    forget: tokens.forget,
    request: (message, target, auth) => buildFcmRequest(message, target, { auth, now: Date.now() }),
    outcome: readFcmOutcome,
  };
}

export const fcm = createFcm();
