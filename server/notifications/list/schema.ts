import { z } from "zod";

/** What the list of notifications is asked. Apart from the rest: its page would build every schema of a draft. */

export const listTabs = ["all", "drafts", "scheduled", "in-progress", "completed"] as const;
export const listSorts = [
  "name",
  "-name",
  "status",
  "-status",
  "sendTime",
  "-sendTime",
  "recipients",
  "-recipients",
  "deliveryRate",
  "-deliveryRate",
  "launchRate",
  "-launchRate",
] as const;

export const listInput = z.strictObject({
  tab: z.enum(listTabs).default("all"),
  q: z.string().trim().max(120).default(""),
  appId: z.number().int().positive().optional(),
  kind: z.enum(["toast", "tile"]).optional(),
  /** Only the runs of this repeating notification. */
  seriesId: z.number().int().positive().optional(),
  sort: z.enum(listSorts).default("-sendTime"),
  page: z.number().int().min(1).max(100_000).default(1),
  size: z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]).default(10),
});
export type ListInput = z.infer<typeof listInput>;

/** Live figures of those under way, at most a page of them. */
export const overviewInput = z.strictObject({
  ids: z.array(z.number().int().positive()).min(1).max(100),
});

export const exportInput = listInput.omit({ page: true, size: true });
