import type { Context } from "@/server/context";
import { scheduleNotification } from "@/server/notifications/commands";
import { updateDraft } from "@/server/notifications/drafts";
import { emptySchedule, type Schedule } from "@/server/notifications/schema";
import type { AppKey } from "../apps";
import { makeDraft, type Wanted } from "../drafts";

const day = 86_400_000;

/** The next day in so many days or later that is the weekday wanted (0 = Sunday). */
function dayFrom(now: Date, days: number, weekday?: number): string {
  let at = new Date(now.getTime() + days * day);
  while (weekday !== undefined && at.getUTCDay() !== weekday) at = new Date(at.getTime() + day);
  return at.toISOString().slice(0, 10);
}

/** Send times that depend on the customer's clock, and one that repeats. */
export async function insertSchedules(ctx: Context, apps: Record<AppKey, number>): Promise<void> {
  const black = {
    name: "Black Friday: Runner Premium",
    template: "sale",
    apps: ["runner"],
    title: "Premium at half price",
    body: "Only until Monday.",
  } satisfies Wanted;
  await send(ctx, apps, black, { date: dayFrom(ctx.now, 5), time: "09:00", zone: "local" });
  const recap = {
    name: "Your week in chess",
    template: "blank-toast",
    apps: ["chess"],
    title: "Your week in chess",
    body: "See how many games you won.",
  } satisfies Wanted;
  const date = dayFrom(ctx.now, 3, 6);
  const repeat = { every: "week", until: null } as const;
  await send(ctx, apps, recap, { date, time: "10:00", zone: "local", repeat });
}

async function send(
  ctx: Context,
  apps: Record<AppKey, number>,
  wanted: Wanted,
  when: Partial<Schedule>,
): Promise<void> {
  const { id, revision } = await makeDraft(ctx, wanted, apps);
  const schedule = { ...emptySchedule, immediately: false, ...when };
  const saved = await updateDraft(ctx, { id, revision, changes: { schedule } });
  await scheduleNotification(ctx, { id, revision: saved.revision });
}
