import { z } from "zod";
import { normalizeEmail } from "@/server/groups/known/email-list";
import { guidOf } from "../schema";

/** What goes in and out of the directory: people and security groups (issue 6.1). */

const email = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : (normalizeEmail(text) ?? false)))
  .refine((value) => value !== false, "This is not an e-mail address.")
  .transform((value) => value || null);
const objectId = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : (guidOf(text) ?? false)))
  .refine(
    (value) => value !== false,
    "This is not an object ID, such as f60ccf6f-7579-4f92-967c-2920473c966b.",
  )
  .transform((value) => value || null);
const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const name = z.string().trim().max(120, "Use at most 120 characters.");

const known = { email, objectId };
const needsOne = "Give an e-mail address, an object ID or both.";
const hasOne = (value: { email: string | null; objectId: string | null }) =>
  value.email !== null || value.objectId !== null;

export const personInput = z
  .strictObject({ id: id.optional(), name, ...known })
  .refine(hasOne, { message: needsOne, path: ["email"] });
export const groupInput = z
  .strictObject({ id: id.optional(), name: name.min(1, "Give the group a name."), ...known })
  .refine(hasOne, { message: needsOne, path: ["email"] });
export const idInput = z.strictObject({ id });

/** Members by what they are called; a line each, people and groups mixed. */
export const membersInput = z.strictObject({
  id,
  add: z.array(z.string().trim().min(1).max(254)).max(1_000).default([]),
  removePeople: z.array(id).max(1_000).default([]),
  removeGroups: z.array(id).max(1_000).default([]),
});

const pageSize = z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]);
export const directoryListInput = z.strictObject({
  q: z.string().trim().max(120).default(""),
  page: z.number().int().min(1).max(100_000).default(1),
  size: pageSize.default(25),
});
export type DirectoryListInput = z.output<typeof directoryListInput>;
export const membersListInput = directoryListInput.extend({ id });

/** A CSV with a head: name, email, object_id, groups (their e-mails or names, separated by |). */
export const importInput = z.strictObject({ csv: z.string().max(2_000_000) });

export const mostImportLines = 10_000;
