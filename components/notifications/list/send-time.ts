import { repeatText } from "@/components/notifications/repeat-words";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import type { useFormat } from "@/components/ui/use-format";
import type { ListedNotification } from "./types";

type Format = ReturnType<typeof useFormat>;
type SendTimes = NonNullable<NonNullable<ListedNotification["progress"]>["sendTimes"]>;

/** "14 of 31 send times · Next in 27 min" */
export function sendTimesText({ started, total, nextAt }: SendTimes, format: Format): string {
  const next = nextAt ? ` · Next in ${format.duration(nextAt.getTime() - Date.now())}` : "";
  return `${started} of ${format.count(total, "send time")}${next}`;
}

/** "27 Nov 2026, 09:00", "… local", "within 24 h of 20 Nov 2026", or when a draft was edited. */
export function sendTimeText(row: ListedNotification, format: Format): string {
  if (row.status === "draft" || !row.sendAt) return `Edited ${format.dateTime(row.updatedAt)}`;
  return ownWords(row, format, format.dateTime) ?? format.dateTime(row.sendAt);
}

/** The same with its zone, for where no head names it; null for a draft. */
export function plannedTimeText(
  { draft, ...row }: RouterOutputs["notifications"]["byId"],
  format: Format,
): string | null {
  if (row.status === "draft" || !row.sendAt) return null;
  const planned = { ...row, schedule: draft.schedule };
  return ownWords(planned, format, format.instant) ?? format.instant(row.sendAt);
}

type Planned = Pick<
  ListedNotification,
  "status" | "template" | "schedule" | "occurrenceOn" | "sendAt"
>;

/** Where an instant would not be true: spread over a day, repeated, or on every customer's own clock. */
function ownWords(
  row: Planned,
  format: Format,
  instantText: (at: Date) => string,
): string | null | undefined {
  if (row.template === "update" && row.sendAt) return `within 24 h of ${format.date(row.sendAt)}`;
  const { schedule } = row;
  if (schedule.repeat) {
    const often = repeatText(schedule.repeat.every, schedule.date);
    if (row.status !== "scheduled" || !row.occurrenceOn) return often;
    const isLocal = schedule.zone === "local";
    const next = isLocal ? localText(row.occurrenceOn, schedule.time, format) : row.sendAt;
    return next && `${often} · next ${typeof next === "string" ? next : instantText(next)}`;
  }
  if (schedule.immediately || schedule.zone === "utc") return undefined;
  return localText(schedule.date, schedule.time, format);
}

/** "27 Nov 2026, 09:00 local": every customer's own time. */
function localText(date: string | null, time: string | null, format: Format): string | undefined {
  return date && time ? `${format.utcDay(date)}, ${time} local` : undefined;
}
