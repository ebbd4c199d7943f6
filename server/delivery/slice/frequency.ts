import { deliveryStatusCodes } from "@/db/enums";
import type { Engine } from "@/server/delivery/engine";
import type { Claim } from "./claim";
import { late, type Recipients } from "./recipients";

/**
 * Who of the slice had as many other notifications as the cap allows by now, on any of their devices.
 * registrations_customer and deliveries_registration, one look-up per device and person; only with a cap.
 */
const cappedSql = `
  select r.id
  from slices s
  cross join unnest(s.registration_ids[$3::int + 1 :]) as i (id)
  join registrations r on r.publisher_id = s.publisher_id and r.id = i.id
  where s.publisher_id = $1 and s.id = $2 and (
    select count(distinct d.notification_id)
    from (
      select r.id as id
      union
      select x.id from registrations x where x.publisher_id = $1 and x.customer_id = r.customer_id
    ) own
    join deliveries d on d.publisher_id = $1 and d.registration_id = own.id
      and d.at > now() - make_interval(mins => $6::int) and d.status = any($7::smallint[])
    join notifications n on n.publisher_id = $1 and n.id = d.notification_id and n.priority >= 0
    where d.notification_id <> $4
  ) >= $5::int`;

const { sent, unknown } = deliveryStatusCodes;

/** P-08: the cap is looked at again when a slice starts; who is over it now moves to that reason. */
export async function withCap(
  engine: Engine,
  claim: Claim,
  recipients: Recipients,
): Promise<Recipients> {
  const { cap } = claim;
  if (!cap) return recipients;
  const { rows } = await engine.pool.query<{ id: number }>({
    name: "slice-frequency",
    text: cappedSql,
    values: [
      ...[claim.publisherId, claim.sliceId, claim.recorded, claim.notificationId],
      ...[cap.count, cap.minutes],
      [sent, unknown],
    ],
  });
  const capped = new Set(rows.map(({ id }) => Number(id)));
  if (capped.size === 0) return recipients;
  const letters = recipients.ids.map((id, index) =>
    capped.has(id) && recipients.late[index] === late.live ? late.capped : recipients.late[index],
  );
  return { ...recipients, late: letters.join("") };
}
