import { sql } from "drizzle-orm";
import { deliveryStatusOf, reasonOf } from "@/db/enums";
import type { Context } from "@/server/context";
import { cell } from "@/server/deliveries/csv";
import { notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import type { ExportFormat } from "./schema";

/**
 * Every delivery of one notification as a file, written while it is read: pages by primary key, so that ten million
 * cost no more memory than ten. Never a channel or an e-mail; a customer only by the publisher's own id.
 */
interface ExportRow extends Record<string, unknown> {
  registrationId: number;
  installId: string | null;
  customerId: string | null;
  at: Date;
  status: number;
  reason: number;
  providerStatus: number;
  attempts: number;
  provider: string | null;
  language: string;
  market: string | null;
  appVersion: string | null;
  launchedAt: Date | null;
}

const pageLength = 5_000;

const columns = [
  "registrationId",
  "installId",
  "customerId",
  "at",
  "status",
  "reason",
  "providerStatus",
  "attempts",
  "provider",
  "language",
  "market",
  "appVersion",
  "launchedAt",
] as const;

/** Guards and notes the export in the audit log, then gives the file piece by piece. */
export async function exportDeliveries(
  ctx: Context,
  { id, format }: { id: number; format: ExportFormat },
): Promise<AsyncGenerator<string>> {
  const { rows } = await ctx.db.execute(
    sql`select 1 from notifications where publisher_id = ${ctx.publisherId} and id = ${id}`,
  );
  if (rows.length === 0) throw notFound("notification");
  await recordAudit(ctx, {
    action: "deliveries.exported",
    target: `notification ${id}`,
    details: { format },
  });
  return linesOf(ctx, { id, format });
}

async function* linesOf(
  ctx: Context,
  { id, format }: { id: number; format: ExportFormat },
): AsyncGenerator<string> {
  if (format === "csv") yield `${columns.map(cell).join(",")}\r\n`;
  for (let after = 0; ; ) {
    const rows = await pageOf(ctx, id, after);
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last.registrationId);
    yield rows.map((row) => lineOf(row, format)).join("");
    if (rows.length < pageLength) return;
  }
}

/** Primary key of deliveries, then primary keys of the others. */
async function pageOf(ctx: Context, id: number, after: number): Promise<ExportRow[]> {
  const { rows } = await ctx.db.execute<ExportRow>(sql`
    with page as (
      select * from deliveries
      where publisher_id = ${ctx.publisherId} and notification_id = ${id} and registration_id > ${after}
      order by registration_id limit ${pageLength}
    )
    select d.registration_id as "registrationId", r.install_id as "installId", c.external_id as "customerId", d.at,
      d.status, d.reason, d.provider_status as "providerStatus", d.attempts, r.provider, d.language, r.market,
      r.app_version as "appVersion", l.at as "launchedAt"
    from page d
    left join registrations r on r.publisher_id = d.publisher_id and r.id = d.registration_id
    left join customers c on c.publisher_id = r.publisher_id and c.id = r.customer_id
    left join launches l on l.publisher_id = d.publisher_id and l.notification_id = d.notification_id
      and l.registration_id = d.registration_id
    order by d.registration_id`);
  return rows;
}

function lineOf(row: ExportRow, format: ExportFormat): string {
  const read = {
    ...row,
    registrationId: Number(row.registrationId),
    at: instantOf(row.at),
    status: deliveryStatusOf(row.status),
    reason: reasonOf(row.reason),
    market: row.market?.trim() ?? null,
    launchedAt: row.launchedAt && instantOf(row.launchedAt),
  };
  if (format === "csv") return `${columns.map((name) => cell(read[name])).join(",")}\r\n`;
  return `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, read[name]])))}\n`;
}

const instantOf = (at: Date | string) => new Date(at).toISOString();
