import { z } from "zod";

/** Whom a push service may turn to (RFC 8292, 2.1); some refuse pushes without it. */
export const contactSchema = z
  .string()
  .trim()
  .max(200, { error: "Use at most 200 characters." })
  .regex(/^(mailto:[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+|https:\/\/[^\s<>"]+)$/i, {
    error: "Enter an e-mail address as mailto:name@example.com, or an https address.",
  });

const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`), {
    error: "This is not a key of Web Push.",
  });

/** One VAPID key pair per app, made by Herald: apps subscribe with the public key. */
export const webPushCredentialsSchema = z.strictObject({
  flow: z.literal("vapid"),
  /** P-256 point, uncompressed, base64url: what `pushManager.subscribe` takes. */
  publicKey: base64url(65),
  subject: contactSchema,
  /** The private scalar, 32 bytes, base64url. */
  secret: base64url(32),
});

export type WebPushCredentials = z.infer<typeof webPushCredentialsSchema>;
