import { z } from "zod";
import { deviceTypes } from "@/db/enums";

/** What goes in and out of registrations; shared by the SDK's call, the portal and the OpenAPI document. */

const url = z.string().min(12).max(2048);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/, "Use base64url.");

/** The push channel, byte for byte as the operating system gave it to the app. */
export const channelSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("wns"), uri: url }),
  z.strictObject({
    type: z.literal("webpush"),
    endpoint: url,
    keys: z.strictObject({ p256dh: base64url.max(200), auth: base64url.max(100) }),
  }),
  z.strictObject({ type: z.literal("fcm"), token: z.string().min(1).max(4096) }),
  z.strictObject({ type: z.literal("apns"), token: z.string().min(1).max(400) }),
]);
export type Channel = z.infer<typeof channelSchema>;

/** Made once per installation and never rewritten (K-02). */
export const installIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{8,128}$/, "An installation id has 8 to 128 letters, digits, . _ or -.");

export const registrationInput = z.strictObject({
  channel: channelSchema,
  userId: z.string().trim().min(1).max(200).optional().meta({
    description: "Who uses the app, in your own words. Left out: nobody is signed in (K-31).",
  }),
  language: z.string().min(2).max(35).meta({ description: "BCP 47, for example de-AT." }),
  timeZone: z.string().min(1).max(100).meta({
    description:
      "IANA name or Windows id. One that nobody knows is stored as null and the app's default is used.",
  }),
  market: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "Use the two letters of ISO 3166, for example DE.")
    .meta({ description: "ISO 3166 country or region, two letters." }),
  appVersion: z.string().min(1).max(23).meta({ description: "Up to four numbers, as in 5.2.0.0." }),
  osVersion: z.string().min(1).max(64).optional(),
  deviceType: z.enum(deviceTypes).optional(),
  deviceId: z.string().min(1).max(128).optional().meta({
    description:
      "The same for all your apps on one device. Left out: the installation is its own device.",
  }),
  optedOut: z.boolean().optional().meta({
    description: "Whether the customer wants no notifications. Left out: as it was.",
  }),
});
export type RegistrationInput = z.infer<typeof registrationInput>;

export const registrationAnswer = z.strictObject({
  registrationId: z.number().int(),
  registrationSecret: z.string().optional().meta({
    description: "Only in the 201 answer. Keep it: later calls for this installation need it.",
  }),
  changed: z.boolean().meta({ description: "Whether the channel is another than before." }),
  timeZone: z.string().nullable().meta({ description: "As it was understood; null = not known." }),
});
export type RegistrationAnswer = z.infer<typeof registrationAnswer>;

export const registrationSorts = [
  "lastActiveAt",
  "-lastActiveAt",
  "createdAt",
  "-createdAt",
] as const;

export const listInput = z.strictObject({
  appId: z.number().int().positive(),
  /** Start of an installation id, a user id, an e-mail address or a device id. */
  q: z.string().trim().max(200).default(""),
  status: z.enum(["all", "live", "gone"]).default("all"),
  sort: z.enum(registrationSorts).default("-createdAt"),
  page: z.number().int().min(1).max(100_000).default(1),
  size: z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]).default(25),
});
export type ListInput = z.infer<typeof listInput>;

export const overviewInput = z.strictObject({
  appIds: z.array(z.number().int().positive()).min(1).max(50),
});
export const countInput = z.strictObject({ appId: z.number().int().positive() });
export const retireInput = z.strictObject({ id: z.number().int().positive() });
