import { z } from "zod";

/** What goes in and out of settings. */

/** What an API key may do; nothing unless it is said. */
export const apiScopes = [
  "notifications:read",
  "notifications:write",
  "notifications:send",
  "customers:read",
  "customers:write",
  "push:send",
] as const;
export type ApiScope = (typeof apiScopes)[number];

export const apiKeyCreate = z.strictObject({
  name: z.string().trim().min(1, "Say what the key is for.").max(80, "Use at most 80 characters."),
  scopes: z
    .array(z.enum(apiScopes))
    .min(1, "Choose at least one scope.")
    .max(apiScopes.length)
    .transform((scopes) => apiScopes.filter((scope) => scopes.includes(scope))),
});
export type ApiKeyCreate = z.infer<typeof apiKeyCreate>;

export const apiKeyIdInput = z.strictObject({ id: z.number().int().positive() });

export const auditListInput = z.strictObject({
  /** Part of the actor, action or target. */
  q: z.string().trim().max(120).default(""),
  page: z.number().int().min(1).max(100_000).default(1),
  size: z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]).default(25),
});
export type AuditListInput = z.infer<typeof auditListInput>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Choose a time.");

/** P-08's suggestion; off until somebody turns it on. */
export const suggestedCap = { count: 1, minutes: 30 };
export const suggestedQuietHours = { from: "22:00", to: "08:00" };

export const sendingUpdate = z.strictObject({
  /** At most so many notifications per person in any so many minutes. */
  cap: z
    .strictObject({
      count: z
        .number()
        .int("Use a whole number.")
        .min(1, "Use 1 to 100.")
        .max(100, "Use 1 to 100."),
      minutes: z
        .number()
        .int("Use a whole number.")
        .min(1, "Use at least a minute.")
        .max(43_200, "Use at most 30 days."),
    })
    .nullable(),
  /** On each customer's own clock. */
  quietHours: z
    .strictObject({ from: clockTime, to: clockTime })
    .refine(({ from, to }) => from !== to, {
      message: "Quiet hours end at another time than they begin.",
      path: ["to"],
    })
    .nullable(),
});
export type SendingRules = z.infer<typeof sendingUpdate>;
