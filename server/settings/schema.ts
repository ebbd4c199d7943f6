import { z } from "zod";

/** What goes in and out of settings. */

/** What an API key may do; nothing unless it is said. */
export const apiScopes = [
  "notifications:read",
  "notifications:write",
  "notifications:send",
  "customers:read",
  "customers:write",
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
