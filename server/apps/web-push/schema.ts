import { z } from "zod";
import { contactSchema } from "@/server/providers/web-push/credentials";

/** What goes in and out of an app's Web Push key pair. */

const appId = z.number().int().positive();
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{87}$/);

/** `replaces`: the key shown when it was asked for; null for the first. Who comes second is told. */
export const createKeyInput = z.strictObject({
  appId,
  subject: contactSchema,
  replaces: publicKey.nullable(),
});
export type CreateKeyInput = z.infer<typeof createKeyInput>;

export const updateContactInput = z.strictObject({ appId, subject: contactSchema });
export type UpdateContactInput = z.infer<typeof updateContactInput>;

export const webPushKeyAnswer = z.strictObject({
  publicKey: z.string().meta({
    description: "VAPID public key, base64url: the applicationServerKey of pushManager.subscribe.",
  }),
});
