import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { connections } from "@/db/schema";
import { pushInput } from "@/server/connector/schema";
import { sendPush } from "@/server/connector/send/send";
import type { Context } from "@/server/context";
import type { AppKey } from "../apps";
import { insertDirectory, staffEmail } from "./directory";

const hour = 3_600_000;

const wanted: { name: string; app: AppKey; publicId: string }[] = [
  { name: "Chess tournaments", app: "chess", publicId: "con_8fQ2LkVt4a" },
  { name: "Case desk", app: "chess", publicId: "con_1xZb7WmR9c" },
  { name: "Storm desk", app: "weather", publicId: "con_Vn40Typc2k" },
];

const judges = staffEmail("judges");

// connection | hours ago | recipients | message | params
const history: [number, number, string[], string, Record<string, string>?][] = [
  [0, 171, [staffEmail("tournament-staff")], "Pairings of round 1 are out.", { round: "1" }],
  [0, 120, [judges], "Board 14 asks for a judge.", { board: "14" }],
  [
    0,
    75,
    [judges, "anna.lind@contoso-games.example"],
    "Round 2 starts in 15 minutes.",
    { round: "2" },
  ],
  [0, 51, ["f60ccf6f-7579-4f92-967c-2920473c966b"], "Your report was accepted."],
  [0, 26, [staffEmail("captains"), "nobody@contoso-games.example"], "Send your line-up by noon."],
  [0, 3, [staffEmail("all-staff")], "The venue opens at 08:30 tomorrow."],
  [1, 49, ["ben.ito@contoso-games.example"], "A new case was assigned to you.", { CaseID: "4711" }],
  [1, 20, ["clara.novak@contoso-games.example"], "Case 4712 is overdue.", { CaseID: "4712" }],
  [2, 93, [staffEmail("storm-desk")], "Storm warning for the coast.", { region: "coast" }],
  [2, 8, [staffEmail("storm-desk")], "Warning lifted.", { region: "coast" }],
];

/** Directory, connections and what was sent through them; before the rollup is counted. */
export async function insertConnector(
  ctx: Context,
  { apps, now }: { apps: Record<AppKey, number>; now: Date },
): Promise<void> {
  const { db, publisherId } = ctx;
  await insertDirectory(db, { publisherId, apps, now });
  for (const { name, app, publicId } of wanted) {
    await db.insert(connections).values({
      ...{ publisherId, name, publicId, appId: apps[app], createdBy: "Ida Moreau" },
      createdAt: new Date(now.getTime() - 190 * hour),
    });
  }
  for (const [place, hoursAgo, recipients, message, params] of history) {
    const connectionId = wanted[place]?.publicId ?? "";
    const push = pushInput.parse({ recipients, message, params, openApp: params !== undefined });
    const at = new Date(now.getTime() - hoursAgo * hour);
    await sendPush({ ...ctx, now: at }, { connectionId, source: "api", push });
    await settle(db, { publisherId, at });
  }
}

/** What the engine would have written then; nothing is left for it to do now. */
async function settle(db: Database, { publisherId, at }: { publisherId: number; at: Date }) {
  const then = at.toISOString();
  await db.execute(sql`
    with open as (
      select s.id, s.notification_id, s.app_id, s.registration_ids from slices s
      join notifications n on n.publisher_id = s.publisher_id and n.id = s.notification_id
      where s.publisher_id = ${publisherId} and n.priority < 0 and s.status <> 'done'
    ),
    job as (
      select graphile_worker.remove_job('slice:' || ${publisherId}::int || ':' || id) from open
    ),
    done as (
      update slices s set status = 'done', intent = length, recorded = length from open
      where s.publisher_id = ${publisherId} and s.id = open.id and (select count(*) from job) > 0
    ),
    sent as (
      insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
        provider_status, attempts, language)
      select ${publisherId}::int, notification_id, unnest(registration_ids), app_id, ${then}::timestamptz, 1, 0,
        200, 1, 'en-US'
      from open
    )
    update notifications n set status = 'completed', send_at = ${then}::timestamptz,
      frozen_at = ${then}::timestamptz, started_at = ${then}::timestamptz,
      finished_at = ${then}::timestamptz + interval '412 milliseconds',
      expires_at = ${then}::timestamptz + interval '1 day'
    from open where n.publisher_id = ${publisherId} and n.id = open.notification_id`);
}
