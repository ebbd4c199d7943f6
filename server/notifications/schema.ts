import { z } from "zod";
import { notificationContentSchema } from "@/content/notification-content";
import { deliverySemantics, notificationStatuses, templateIds } from "@/db/enums";

/**
 * What goes in and out of notifications; shared by form, procedure, REST call and command. A draft may be
 * incomplete: what must hold before Send is checked by rules.ts.
 */

/** Where a draft is made, in order; a problem names the step that mends it. */
export const wizardSteps = [
  "template",
  "apps",
  "settings",
  "filters",
  "content",
  "review",
] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const audienceSchema = z.strictObject({
  /** P-28 */
  mode: z.enum(["single", "multiple"]),
  appIds: z.array(z.number().int().positive()).max(50),
  /** P-35, several apps only. */
  reach: z.enum(["last_active", "all"]),
  /** P-22, one app only; null = all customers. */
  customerGroupId: z.number().int().positive().nullable(),
  /** P-32, one app only; null = Use filters is not ticked. */
  filters: z
    .strictObject({
      languages: z.array(z.string().min(2).max(35)).max(200),
      timeZones: z.array(z.string().min(2).max(64)).max(200),
    })
    .nullable(),
});
export type Audience = z.infer<typeof audienceSchema>;

/** Of this century: an instant beyond the year 9999 is none for Postgres. */
const localDate = z.string().regex(/^20\d{2}-\d{2}-\d{2}$/, "Choose a date.");
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Choose a time.");

export const repeatPeriods = ["day", "week", "month"] as const;

export const scheduleSchema = z.strictObject({
  /** P-27; on by default. */
  immediately: z.boolean(),
  date: localDate.nullable(),
  time: localTime.nullable(),
  zone: z.enum(["utc", "local"]),
  whenPassed: z.enum(["send_now", "next_day", "skip"]),
  /** P-31; on by default, expiry always in UTC. */
  neverExpires: z.boolean(),
  expiryDate: localDate.nullable(),
  expiryTime: localTime.nullable(),
  /** From the date on, every day, week or month, each time as a notification of its own; until null = for ever. */
  repeat: z
    .strictObject({ every: z.enum(repeatPeriods), until: localDate.nullable() })
    .nullable()
    .default(null),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const emptySchedule: Schedule = {
  immediately: true,
  date: null,
  time: null,
  zone: "utc",
  whenPassed: "send_now",
  neverExpires: true,
  expiryDate: null,
  expiryTime: null,
  repeat: null,
};

/** Content is described where it is rendered, once. */
export const contentSchema = notificationContentSchema;
export type Content = z.infer<typeof contentSchema>;

export const nameSchema = z
  .string()
  .trim()
  .min(1, "Give the notification a name.")
  .max(120, "Use at most 120 characters.");

export const draftSchema = z.strictObject({
  name: nameSchema,
  audience: audienceSchema,
  schedule: scheduleSchema,
  content: contentSchema,
  semantics: z.enum(deliverySemantics),
  /** Per cent of the people who would get it and don't, to compare with. */
  holdOutPercent: z
    .number()
    .int("Use a whole number.")
    .min(0, "Use 0 to 50.")
    .max(50, "Use 0 to 50."),
});
export type Draft = z.infer<typeof draftSchema>;

export const createInput = z.strictObject({
  template: z.enum(templateIds),
  /** A template of the publisher's own; it knows which of the seven it came from. */
  savedTemplateId: z.number().int().positive().optional(),
  appId: z.number().int().positive().optional(),
  name: nameSchema.optional(),
});

export const idInput = z.strictObject({ id: z.number().int().positive() });

/** Autosave: any part of the draft, from the revision the editor saw. */
export const updateInput = z.strictObject({
  id: z.number().int().positive(),
  revision: z.number().int().positive(),
  changes: draftSchema.partial(),
});

/** Send names the revision that was reviewed, and the audience; what changed since makes it void. */
export const scheduleInput = z.strictObject({
  id: z.number().int().positive(),
  revision: z.number().int().positive(),
  /** As the dry run said. Left out, as by the API, the audience is whoever it is now. */
  reviewed: z
    .strictObject({ devices: z.number().int().min(0), digest: z.string().max(24) })
    .optional(),
});

/** Days from now that the calendar of send times looks ahead. */
export const calendarInput = z.strictObject({
  days: z.union([z.literal(1), z.literal(7), z.literal(14)]).default(7),
});

export const statusSchema = z.enum(notificationStatuses);

/** How many an audience reaches now; the draft need not be saved. */
export const countInput = z.strictObject({
  template: z.enum(templateIds),
  audience: audienceSchema,
  /** With them, who falls out by the clock or is held out is counted too. */
  id: z.number().int().positive().optional(),
  schedule: scheduleSchema.optional(),
  holdOutPercent: draftSchema.shape.holdOutPercent.optional(),
});

/** Why? One customer, device or installation, by a person's words or by our opaque customer id from the URL. */
export const explainInput = z
  .strictObject({
    id: z.number().int().positive(),
    q: z.string().trim().min(1).max(320).optional(),
    customerId: z.number().int().positive().optional(),
  })
  .refine((input) => input.q !== undefined || input.customerId !== undefined, {
    message: "Enter a customer id, an e-mail address or a device.",
    path: ["q"],
  });
