import { z } from "zod";
import { ruleSchema } from "./grammar";
import { mostEmails } from "./known/email-list";

/** What goes in and out of customer groups; shared by form, procedure and command. */

const id = z.number().int().positive();

export const groupNameSchema = z
  .string()
  .trim()
  .min(1, "Give the group a name.")
  .max(80, "Use at most 80 characters.");

export const idInput = z.strictObject({ id });

export const listTabs = ["mine", "inactive"] as const;
export const listSorts = [
  "name",
  "-name",
  "app",
  "-app",
  "size",
  "-size",
  "computed",
  "-computed",
] as const;

export const listInput = z.strictObject({
  /** S-17: inactive segments have a list of their own. */
  tab: z.enum(listTabs).default("mine"),
  q: z.string().trim().max(80).default(""),
  appId: id.optional(),
  kind: z.enum(["segment", "known_users"]).optional(),
  sort: z.enum(listSorts).default("name"),
  page: z.number().int().min(1).max(100_000).default(1),
  size: z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]).default(10),
});
export type ListInput = z.infer<typeof listInput>;

/** What the picker offers for one app: its segments, and the known user groups of the publisher. */
export const pickInput = z.strictObject({ appId: id });

/** A rule need not be saved to be counted. */
export const countInput = z.strictObject({ appId: id, rule: ruleSchema });
export type CountInput = z.infer<typeof countInput>;

export const overlapInput = z.strictObject({ appId: id, rule: ruleSchema, withId: id });

export const createSegmentInput = z.strictObject({
  name: groupNameSchema,
  appId: id,
  rule: ruleSchema,
});

/** Names the version of the rule the editor saw; the app of a segment stays (S-10). */
export const updateSegmentInput = z.strictObject({
  id,
  ruleVersion: z.number().int().positive(),
  name: groupNameSchema,
  rule: ruleSchema,
});

const emails = z
  .array(z.string().max(254))
  .min(1, "Add at least one e-mail address.")
  .max(mostEmails, `Use at most ${mostEmails.toLocaleString("en")} e-mail addresses.`);

export const createKnownInput = z.strictObject({ name: groupNameSchema, emails });

/** S-04: the addresses change, the name never does. */
export const updateKnownInput = z.strictObject({ id, emails });

export const settingsInput = z.strictObject({
  smallGroupSize: z.number().int().min(2, "Use at least 2.").max(100_000, "Use at most 100,000."),
  segmentsWaitADay: z.boolean(),
});
