import { z } from "zod";

/** A Package SID as Partner Center shows it. */
const packageSid = z
  .string()
  .trim()
  .regex(/^ms-app:\/\/s-1-15-2(-\d{1,10}){4,14}$/i, {
    error: "A Package SID looks like ms-app://S-1-15-2- followed by groups of digits.",
  });

const secret = z
  .string()
  .min(1, { error: "Enter the secret." })
  .max(512, { error: "The secret is too long." });

/** A tenant's GUID or one of its domains: it becomes a part of the token address. */
const tenantId = z
  .string()
  .trim()
  .max(253, { error: "The tenant ID is too long." })
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, {
    error: "Enter the directory (tenant) ID or a domain of the tenant.",
  });

const clientId = z.guid({ error: "The application (client) ID is a GUID." });

/** The two ways into WNS, which are not interchangeable (spec/wns.md 1c). */
export const wnsCredentialsSchema = z.discriminatedUnion("flow", [
  z.strictObject({ flow: z.literal("legacy"), packageSid, secret }),
  z.strictObject({ flow: z.literal("entra"), tenantId, clientId, secret }),
]);

export type WnsCredentials = z.infer<typeof wnsCredentialsSchema>;
