import type { Provider, PushAuth } from "@/server/providers/provider";
import { createVapidCache, type VapidAuth } from "./auth";
import type { WebPushCredentials } from "./credentials";
import { freshEphemeral, plaintextLimit } from "./encrypt";
import { readWebPushOutcome } from "./outcome";
import { renderWebPush } from "./payload";
import { buildWebPushRequest, refuseChannel } from "./request";

/** A Web Push provider with signed statements of its own; production uses the one instance `webPush`. */
export function createWebPush(): Provider<WebPushCredentials> {
  const vapid = createVapidCache();
  return {
    name: "webpush",
    payloadLimit: plaintextLimit,
    render: renderWebPush,
    refuseChannel,
    authorize: vapid.authorize,
    forget: vapid.forget,
    request: (message, target, auth: PushAuth) =>
      buildWebPushRequest(message, target, {
        auth: auth as VapidAuth,
        ephemeral: freshEphemeral(),
      }),
    outcome: readWebPushOutcome,
  };
}

export const webPush = createWebPush();
