import { z } from "zod";
import { guidOf } from "../schema";

const guid = (message: string) =>
  z
    .string()
    .trim()
    .transform((text) => guidOf(text) ?? "")
    .refine((text) => text !== "", message);

/** An app registration in Microsoft Entra ID that may read people and groups. */
export const entraInput = z.strictObject({
  tenantId: guid("This is not a tenant ID. Copy it from the app registration’s overview."),
  clientId: guid("This is not a client ID. Copy it from the app registration’s overview."),
  /** Left out: the stored one stays. */
  secret: z.string().trim().max(500, "Use at most 500 characters.").optional(),
});
export type EntraInput = z.output<typeof entraInput>;
