import { repeatText } from "@/components/notifications/repeat-words";
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
  if (row.template === "update") return `within 24 h of ${format.date(row.sendAt)}`;
  const { schedule } = row;
  if (schedule.repeat) {
    const often = repeatText(schedule.repeat.every, schedule.date);
    if (row.status !== "scheduled" || !row.occurrenceOn) return often;
    return `${often} · next ${format.date(`${row.occurrenceOn}T12:00:00Z`)}, ${schedule.time}${schedule.zone === "local" ? " local" : ""}`;
  }
  if (!schedule.immediately && schedule.zone === "local" && schedule.date && schedule.time) {
    return `${format.date(`${schedule.date}T12:00:00Z`)}, ${schedule.time} local`;
  }
  return format.dateTime(row.sendAt);
}
