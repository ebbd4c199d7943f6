import { z } from "zod";
import { isDay, periodKeys } from "./periods";

/** What goes in and out of Analyze: P-78 the period, P-79 the filters. Both act on everything. */

const day = z.string().refine(isDay, "Write a day as 2026-11-22.");
const market = z.string().regex(/^[A-Z]{2}$/);

export const analyzeInput = z.strictObject({
  period: z.enum(periodKeys).default("30d"),
  from: day.optional(),
  to: day.optional(),
  /** None = all. */
  appIds: z.array(z.number().int().positive()).max(100).default([]),
  markets: z.array(market).max(300).default([]),
});
export type AnalyzeInput = z.infer<typeof analyzeInput>;

export const behindInput = analyzeInput.extend({
  /** One day of the period, or all of it. */
  day: day.optional(),
});
export type BehindInput = z.infer<typeof behindInput>;
