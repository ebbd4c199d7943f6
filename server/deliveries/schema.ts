import { z } from "zod";
import { interactionActions, surfaces } from "@/db/enums";

/** What goes in and out of deliveries; shared by the SDK's call, the portal and the public API. */

export const statisticsInput = z.strictObject({ id: z.number().int().positive() });

/** How the app was started: the SDK passes on what Windows said (K-22, K-23). */
export const activationTypes = ["foreground", "background", "unknown"] as const;

const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{35}$/, "A launch token has 35 letters, digits, - or _.")
  .meta({ description: "What parseArgumentsAndTrackAppLaunch found in the launch arguments." });

export const launchInput = z.strictObject({
  token,
  activationType: z.enum(activationTypes).default("unknown"),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "When the app was started, if it could not be reported at once." }),
});
export type LaunchInput = z.infer<typeof launchInput>;

export const mostInteractions = 100;

export const interactionInput = z.strictObject({
  token,
  action: z.enum(interactionActions).meta({
    description:
      "shown, activated (the customer selected it), dismissed (the customer removed it), timed_out (a toast that " +
      "went to Action Center; there: it expired), failed (Windows or the browser did not show it).",
  }),
  surface: z.enum(surfaces),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "When it happened, if it could not be reported at once." }),
});
export type InteractionInput = z.infer<typeof interactionInput>;

export const interactionsInput = z.strictObject({
  interactions: z.array(interactionInput).min(1).max(mostInteractions),
});
export type InteractionsInput = z.infer<typeof interactionsInput>;
