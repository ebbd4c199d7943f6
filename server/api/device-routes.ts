import { webPushKey } from "@/server/apps/web-push/queries";
import { webPushKeyAnswer } from "@/server/apps/web-push/schema";
import { reportInteractions, reportLaunch } from "@/server/deliveries/commands";
import { interactionsInput, launchInput } from "@/server/deliveries/schema";
import { register, unregister } from "@/server/registrations/commands";
import {
  installIdSchema,
  registrationAnswer,
  registrationInput,
} from "@/server/registrations/schema";
import { type AppRoute, appRoute } from "./route";

/** Calls of the apps themselves: header X-App-Key, and for an existing installation its secret (K-02, K-28). */
export const deviceRoutes: AppRoute[] = [
  appRoute(
    {
      method: "PUT",
      path: "/registrations/{installId}",
      summary: "Register an installation, or renew it",
      description:
        "Call it at every start of the app (K-01). The first call answers 201 with the registration secret; " +
        "later ones need it as Authorization: Bearer. One installation is one registration; a channel that " +
        "another installation of the app holds moves here, and that one is marked as superseded.",
      tag: "Apps",
      params: { installId: installIdSchema },
      body: registrationInput,
      answers: {
        200: { description: "Renewed.", schema: registrationAnswer },
        201: { description: "Registered for the first time.", schema: registrationAnswer },
      },
    },
    async (ctx, { params, body, secret }) => {
      const installation = { appId: ctx.actor.appId, installId: params.installId, secret };
      const answer = await register(ctx, installation, body);
      return { status: answer.registrationSecret === undefined ? 200 : 201, body: answer };
    },
  ),
  appRoute(
    {
      method: "DELETE",
      path: "/registrations/{installId}",
      summary: "Unregister an installation",
      description:
        "Nothing is sent to it from now on (K-31, K-32). It may register again with its secret.",
      tag: "Apps",
      params: { installId: installIdSchema },
      answers: { 204: { description: "Unregistered, now or before." } },
    },
    async (ctx, { params, secret }) => {
      await unregister(ctx, { appId: ctx.actor.appId, installId: params.installId, secret });
      return { status: 204 };
    },
  ),
  appRoute(
    {
      method: "GET",
      path: "/web-push-key",
      summary: "The key to subscribe to Web Push with",
      description:
        "The SDK asks for it at every start: when it is another than the subscription was made with, the app " +
        "subscribes anew.",
      tag: "Apps",
      params: {},
      answers: { 200: { description: "The app’s public key.", schema: webPushKeyAnswer } },
    },
    async (ctx) => ({ status: 200, body: await webPushKey(ctx, ctx.actor) }),
  ),
  appRoute(
    {
      method: "POST",
      path: "/launches",
      summary: "Report that a notification started the app",
      description:
        "Idempotent (K-28): a token counts once. A token that is forged, of another app or of a push that was " +
        "never sent is answered the same way and counts nothing.",
      tag: "Apps",
      params: {},
      body: launchInput,
      answers: { 202: { description: "Taken." } },
    },
    async (ctx, { body }) => {
      await reportLaunch(ctx, { appId: ctx.actor.appId, ...body });
      return { status: 202, body: {} };
    },
  ),
  appRoute(
    {
      method: "POST",
      path: "/interactions",
      summary: "Report what customers did with notifications",
      description:
        "Up to 100 at once, in any order, late or repeated: each action of a delivery on each surface counts once. " +
        "What follows from an action counts too: whatever happens to a toast was shown, and a toast that timed out " +
        "is in Action Center. Tokens that are not of this app’s pushes are answered the same way and count nothing.",
      tag: "Apps",
      params: {},
      body: interactionsInput,
      answers: { 202: { description: "Taken." } },
    },
    async (ctx, { body }) => {
      await reportInteractions(ctx, { appId: ctx.actor.appId, ...body });
      return { status: 202, body: {} };
    },
  ),
];
