import type { z } from "zod";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { segmentById } from "../queries";
import type { overlapInput } from "../schema";
import { countOverlap, type Overlap } from "./statistics";

/** How many people a rule and a saved segment of the same app share. */
export async function overlapWith(
  ctx: Context,
  { appId, rule, withId }: z.infer<typeof overlapInput>,
  signal?: AbortSignal,
): Promise<Overlap> {
  const other = await segmentById(ctx, { id: withId });
  if (other.app?.id !== appId) {
    throw new AppError("unprocessable", "Compare with a segment of the same app.");
  }
  return countOverlap(ctx, { appId, rules: [rule, other.rule] }, signal);
}
