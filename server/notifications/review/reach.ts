import type { z } from "zod";
import type { Context } from "@/server/context";
import { countAudience } from "../audience-count";
import { firstSendAt } from "../schedule-times";
import type { countInput } from "../schema";
import { emptySchedule } from "../schema";
import { audienceRequest, type Subject } from "../sending/request";
import { planFrom } from "../sending/send-plan";
import { asksForZones } from "../sending/zone-plans";

/**
 * The exact reach of a draft now, whether or not it was saved, and when it would go out where that depends on
 * the customer (S-count of the wizard's footer, send times of the settings).
 */
export async function previewAudience(ctx: Context, input: z.infer<typeof countInput>) {
  const { id: notificationId, schedule = emptySchedule, holdOutPercent = 0, ...rest } = input;
  const subject = { ...rest, notificationId, schedule, holdOutPercent };
  const {
    plan,
    request: _,
    ...reach
  } = await previewSending(ctx, subject, (sending) => asksForZones(sending));
  return { ...reach, plan: plan ?? null };
}

/** Reach and send times by the queries and functions of the freeze, in one pass. */
export async function previewSending(
  ctx: Context,
  subject: Subject,
  wantsTimes: (sending: Parameters<typeof asksForZones>[0]) => boolean = () => true,
) {
  const start = subject.template === "update" ? ctx.now : firstSendAt(subject.schedule, ctx.now);
  const { sending, ...request } = await audienceRequest(ctx, subject, start ?? ctx.now);
  const isAsked = wantsTimes(sending);
  const { byReason, byTime, ...count } = await countAudience(ctx, request, isAsked);
  return {
    ...count,
    request,
    reasons: byReason,
    countedAt: ctx.now,
    plan: isAsked ? planFrom(sending, byTime, ctx.now) : undefined,
  };
}
