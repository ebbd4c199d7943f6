import type { NotificationStatus } from "@/db/enums";
import type { Context } from "@/server/context";
import { cell } from "@/server/deliveries/csv";
import { listNotifications, type NotificationRow } from "./list";
import type { ListInput } from "./schema";

const pageSize = 100;

const heads = [
  "Name",
  "Apps",
  "Type",
  "Status",
  "Customer group",
  "Send time (UTC)",
  "Zone",
  "Recipients",
  "Delivery rate",
  "App launch rate",
];

const statusWords: Record<NotificationStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  sending: "In progress",
  paused: "Paused",
  completed: "Completed",
  cancelled: "Cancelled",
};

/** The list as CSV (RFC 4180), all of its pages. */
export async function exportNotifications(
  ctx: Context,
  input: Omit<ListInput, "page" | "size">,
): Promise<string> {
  const lines = [heads.map(cell).join(",")];
  for (let page = 1; ; page++) {
    const { rows, total } = await listNotifications(ctx, { ...input, page, size: pageSize });
    lines.push(...rows.map((row) => cellsOf(row).map(cell).join(",")));
    if (rows.length === 0 || page * pageSize >= total) return `${lines.join("\r\n")}\r\n`;
  }
}

function cellsOf(row: NotificationRow): (string | number | null)[] {
  const isLocal = !row.schedule.immediately && row.schedule.zone === "local";
  return [
    row.name,
    row.apps.map(({ name }) => name).join("; "),
    row.kind === "toast" ? "Toast" : "Tile",
    statusWords[row.status],
    row.groupName ?? (row.customerGroupId === null ? "All customers" : "A removed group"),
    row.sendAt?.toISOString() ?? null,
    isLocal ? "Each customer’s local time" : "UTC",
    row.recipients,
    row.deliveryRate,
    row.isTracked ? row.launchRate : "Not tracked",
  ];
}
