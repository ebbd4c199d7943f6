import { z } from "zod";
import { roles } from "@/db/enums";

/** What goes in and out of publishers, members, sessions and profiles. Runs in the browser too. */

export const passwordMinLength = 12;

/** Normalised before it is looked at: a full-width @ must not name somebody else (CVE-2026-73420). */
export const emailSchema = z
  .string()
  .max(254, "Use at most 254 characters.")
  .transform((value) => value.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("Enter an e-mail address, for example ines@contoso.example."));

const personName = z.string().trim().min(1, "Enter a name.").max(80, "Use at most 80 characters.");

export const publisherName = z
  .string()
  .trim()
  .min(1, "Enter the publisher’s name.")
  .max(80, "Use at most 80 characters.");

export const newPassword = z
  .string()
  .min(passwordMinLength, `Use at least ${passwordMinLength} characters.`)
  .max(128, "Use at most 128 characters.");

export const signInInput = z.strictObject({
  email: emailSchema,
  password: z.string().min(1).max(256),
});

export const switchInput = z.strictObject({ publisherId: z.number().int().positive() });

export const publisherUpdate = z.strictObject({
  name: publisherName,
  /** Per cent; below it the list warns. */
  deliveryRateGoal: z
    .number()
    .int("Use a whole number.")
    .min(0, "Use 0 to 100.")
    .max(100, "Use 0 to 100."),
});
export type PublisherUpdate = z.infer<typeof publisherUpdate>;

export const memberCreate = z.strictObject({
  email: emailSchema,
  name: personName,
  role: z.enum(roles),
});
export type MemberCreate = z.infer<typeof memberCreate>;

export const memberUpdate = z.strictObject({
  accountId: z.number().int().positive(),
  role: z.enum(roles).optional(),
  isDisabled: z.boolean().optional(),
});
export type MemberUpdate = z.infer<typeof memberUpdate>;

export const memberInput = z.strictObject({ accountId: z.number().int().positive() });

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+\-/]+)$/, "Choose a time zone.")
  .refine(isTimeZone, "Choose a time zone.");

export const profileUpdate = z.strictObject({
  name: personName.optional(),
  timeZone: timeZoneSchema.optional(),
  theme: z.enum(["light", "dark", "system"]).optional(),
  singleKeys: z.boolean().optional(),
});
export type ProfileUpdate = z.infer<typeof profileUpdate>;

export const passwordUpdate = z.strictObject({
  current: z.string().min(1, "Enter your current password.").max(256),
  next: newPassword,
});

export const setupCreate = z.strictObject({
  name: personName,
  email: emailSchema,
  password: newPassword,
  publisherName,
});
export type SetupCreate = z.infer<typeof setupCreate>;
