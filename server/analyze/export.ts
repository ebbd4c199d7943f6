import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { cell } from "@/server/deliveries/csv";
import { dayOf, periodOf } from "./periods";
import type { AnalyzeInput } from "./schema";
import { daysWhere, type Sums, sumColumns } from "./sums";

const columns: { head: string; name: keyof Sums }[] = [
  { head: "Toasts sent", name: "toastsSent" },
  { head: "Tracked toasts sent", name: "trackedSent" },
  { head: "Launches", name: "launched" },
  { head: "Toast shown", name: "toastShown" },
  { head: "Toast activated", name: "toastActivated" },
  { head: "Toast dismissed", name: "toastDismissed" },
  { head: "Toast timed out", name: "toastTimedOut" },
  { head: "Toast failed", name: "toastFailed" },
  { head: "Action Center shown", name: "centerShown" },
  { head: "Action Center activated", name: "centerActivated" },
  { head: "Action Center dismissed", name: "centerDismissed" },
  { head: "Action Center expired", name: "centerExpired" },
];

type ExportRow = Sums & { day: string; app: string | null; market: string };

/** Every day, app and market of the selection (RFC 4180, no formulas). */
export async function exportAnalyze(ctx: Context, input: AnalyzeInput): Promise<string> {
  const period = periodOf(input, dayOf(ctx.now));
  const { rows } = await ctx.db.execute<ExportRow & Record<string, unknown>>(sql`
    select d.day::text as day, a.name as app, d.market, d."toastsSent", d."trackedSent", d.launched, d."toastShown",
      d."toastActivated", d."toastDismissed", d."toastTimedOut", d."toastFailed", d."centerShown",
      d."centerActivated", d."centerDismissed", d."centerExpired"
    from (
      select day, app_id, market, ${sumColumns} from rollup_days
      where ${daysWhere(ctx, period, input)} group by 1, 2, 3
    ) d
    left join apps a on a.publisher_id = ${ctx.publisherId} and a.id = d.app_id
    order by 1, 2, 3`);
  const head = ["Day (UTC)", "App", "Market", ...columns.map(({ head: text }) => text)];
  const lines = rows.map((row) =>
    [row.day, row.app, row.market.trim(), ...columns.map(({ name }) => row[name])]
      .map(cell)
      .join(","),
  );
  return `${[head.map(cell).join(","), ...lines].join("\r\n")}\r\n`;
}
