import { z } from "zod";

/** What goes in and out of deliveries; shared by the SDK's call, the portal and the public API. */

export const statisticsInput = z.strictObject({ id: z.number().int().positive() });

/** How the app was started: the SDK passes on what Windows said (K-22, K-23). */
export const activationTypes = ["foreground", "background", "unknown"] as const;

export const launchInput = z.strictObject({
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{35}$/, "A launch token has 35 letters, digits, - or _.")
    .meta({ description: "What parseArgumentsAndTrackAppLaunch found in the launch arguments." }),
  activationType: z.enum(activationTypes).default("unknown"),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "When the app was started, if it could not be reported at once." }),
});
export type LaunchInput = z.infer<typeof launchInput>;
