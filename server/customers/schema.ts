import { z } from "zod";
import {
  type AttributeValue,
  acquisitionChannels,
  acquisitionTypes,
  ageGroups,
  churnLevels,
  deviceTypeValues,
  genders,
  storeClients,
} from "./attributes";

/** What goes in and out of customers; shared by import, REST call and command. */

const mostCount = 1_000_000_000;
const mostCents = 2_000_000_000;

function word(values: readonly AttributeValue[]) {
  const ids = values.map(({ id }) => id) as [string, ...string[]];
  return z.enum(ids);
}

/** No control characters and no half pairs: Postgres keeps neither NUL nor a lone surrogate. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), "Control characters are not allowed.");

export const externalIdSchema = text(200);
const emailSchema = z
  .string()
  .max(254)
  .transform((value) => value.normalize("NFKC").trim().toLowerCase())
  .refine(
    (value) => /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/u.test(value),
    "Not an e-mail address.",
  );
const instantSchema = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((value) => new Date(value).toISOString())
  // An offset may lead out of the years that Postgres reads.
  .refine((value) => /^(?!0000)\d{4}-/.test(value), "This date is out of range.");
const count = z.number().int().min(0).max(mostCount);
const cents = z.number().int().min(0).max(mostCents);

/** What is known of a customer in one app (segments.md 4). Left out or null = as it was. */
export const attributesSchema = z
  .strictObject({
    ageGroup: word(ageGroups),
    gender: word(genders),
    deviceType: word(deviceTypeValues),
    acquisitionType: word(acquisitionTypes),
    storeClient: word(storeClients),
    channel: word(acquisitionChannels),
    churn: word(churnLevels),
    rating: z.number().int().min(0).max(5),
    market: z.string().regex(/^[A-Z]{2}$/, "A market has two capital letters, for example DE."),
    hasPurchased: z.boolean(),
    isOptedOut: z.boolean(),
    isEligible: z.boolean(),
    storeAcquisitions: count,
    sessions30d: count,
    minutes30d: count,
    storeSpendCents: cents,
    appSpendCents: cents,
    acquiredAt: instantSchema,
    addOnAcquiredAt: instantSchema,
    storePageViewedAt: instantSchema,
    lastUsedAt: instantSchema,
    campaignId: text(100),
    referrerDomain: z
      .string()
      .max(253)
      .transform((value) => value.toLowerCase())
      .refine((value) => /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(value), "Not a domain."),
  })
  .partial();

const nullable = Object.fromEntries(
  Object.entries(attributesSchema.shape).map(([name, schema]) => [name, schema.nullable()]),
) as {
  [Name in keyof typeof attributesSchema.shape]: z.ZodNullable<
    (typeof attributesSchema.shape)[Name]
  >;
};

/** One line of an import: who, and what is known of them in the app that the import names. */
export const lineSchema = z.strictObject({
  externalId: externalIdSchema,
  email: emailSchema.nullable().optional(),
  ...z.strictObject(nullable).partial().shape,
});
export type CustomerLine = z.output<typeof lineSchema>;

const appId = z.number().int().positive();
export const importFormats = ["ndjson", "csv"] as const;

const fileName = z.string().trim().min(1).max(255);

/** A part of a file that the portal's page hands over: whole records. */
export const importPartInput = z.strictObject({
  appId,
  /** With the first part: the run is noted in the audit log. */
  begins: z.strictObject({ fileName }).optional(),
  format: z.enum(importFormats),
  /** CSV: the head of the file, for every part. */
  head: z.string().max(16_384).optional(),
  records: z
    .array(
      z.strictObject({
        line: z.number().int().positive(),
        text: z.string().max(16_384),
        isTooLong: z.boolean(),
      }),
    )
    .min(1)
    .max(1_000),
});

/** The end of a run, in the page's count of what came of its parts. */
export const importEndInput = z.strictObject({
  appId,
  fileName,
  isComplete: z.boolean(),
  received: z.number().int().min(0),
  imported: z.number().int().min(0),
  failed: z.number().int().min(0),
});

/** Whom to look for; empty = the newest. */
export const peopleInput = z.strictObject({ q: z.string().trim().max(320).default("") });
export const personIdInput = z.strictObject({ id: z.number().int().positive() });

export const personInput = z.strictObject({ externalId: externalIdSchema });

const at = instantSchema.optional();
export const purchaseBody = z.strictObject({
  appId,
  amountCents: cents,
  isAddOn: z.boolean().default(false),
  at,
});
export const ratingBody = z.strictObject({ appId, stars: z.number().int().min(1).max(5) });
export const acquisitionBody = z.strictObject({
  appId,
  at,
  ...attributesSchema.pick({
    acquisitionType: true,
    storeClient: true,
    channel: true,
    campaignId: true,
    referrerDomain: true,
    deviceType: true,
    market: true,
  }).shape,
});
export const usageBody = z.strictObject({
  appId,
  at,
  sessions30d: count.optional(),
  minutes30d: count.optional(),
});
