import { z } from "zod";
import { providerNames } from "@/db/enums";
import { apnsCredentialsSchema } from "@/server/providers/apns/credentials";
import { fcmInputSchema } from "@/server/providers/fcm/credentials";
import { wnsCredentialsSchema } from "@/server/providers/wns/credentials";

/** What goes in and out of apps; shared by form, procedure and command. */

/** Built-in pictures, until the publisher uploads one. */
export const appGlyphs = [
  "app",
  "game",
  "runner",
  "chess",
  "golf",
  "weather",
  "music",
  "news",
  "photo",
  "shop",
  "travel",
  "health",
] as const;
export type AppGlyph = (typeof appGlyphs)[number];

const appId = z.number().int().positive();

/** An empty text field of the form means "not known". */
const optionalText = (schema: z.ZodString) =>
  z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? null : value),
    schema.nullable(),
  );

export const appFields = z.strictObject({
  name: z.string().trim().min(1, "Give the app a name.").max(80, "Use at most 80 characters."),
  storeId: optionalText(
    z
      .string()
      .trim()
      .regex(
        /^[0-9A-Za-z]{12}$/,
        "A Store ID has 12 letters and digits, for example 9NBLGGH4R315.",
      ),
  ),
  packageFamilyName: optionalText(
    z
      .string()
      .trim()
      .regex(
        /^[A-Za-z0-9.-]{3,50}_[0-9A-Za-z]{13}$/,
        "A package family name looks like Contoso.Chess_8wekyb3d8bbwe.",
      ),
  ),
  latestVersion: optionalText(
    z
      .string()
      .trim()
      .regex(/^\d{1,5}(\.\d{1,5}){0,3}$/, "A version has up to four numbers, for example 5.2.0."),
  ),
  defaultLanguage: z.string().trim().min(2).max(35),
  defaultTimeZone: z.string().trim().min(1).max(64),
  iconGlyph: z.enum(appGlyphs),
  iconColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/, "Choose a colour."),
});

export const createInput = appFields.partial().required({ name: true });
export type CreateInput = z.infer<typeof createInput>;

export const updateInput = z.strictObject({ id: appId, changes: appFields.partial() });
export type UpdateInput = z.infer<typeof updateInput>;

export const appIdInput = z.strictObject({ id: appId });

/** Whole credentials, or none: a stored secret is replaced, never read or changed in part. */
export const credentialsInput = z.discriminatedUnion("provider", [
  z.strictObject({ appId, provider: z.literal("wns"), credentials: wnsCredentialsSchema }),
  z.strictObject({ appId, provider: z.literal("fcm"), credentials: fcmInputSchema }),
  z.strictObject({ appId, provider: z.literal("apns"), credentials: apnsCredentialsSchema }),
]);
export type CredentialsInput = z.infer<typeof credentialsInput>;

export const credentialsIdInput = z.strictObject({ appId, provider: z.enum(providerNames) });
