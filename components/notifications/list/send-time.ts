import type { useFormat } from "@/components/ui/use-format";
import type { ListedNotification } from "./types";

/** "27 Nov 2026, 09:00", "… local", "within 24 h of 20 Nov 2026", or when a draft was edited. */
export function sendTimeText(
  row: ListedNotification,
  format: ReturnType<typeof useFormat>,
): string {
  if (row.status === "draft" || !row.sendAt) return `Edited ${format.dateTime(row.updatedAt)}`;
  if (row.template === "update") return `within 24 h of ${format.date(row.sendAt)}`;
  const { schedule } = row;
  if (!schedule.immediately && schedule.zone === "local" && schedule.date && schedule.time) {
    return `${format.date(`${schedule.date}T12:00:00Z`)}, ${schedule.time} local`;
  }
  return format.dateTime(row.sendAt);
}
