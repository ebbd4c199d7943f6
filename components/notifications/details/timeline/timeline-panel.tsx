"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";

const Bars = dynamic(() => import("@/components/charts/bars").then((m) => m.Bars), { ssr: false });

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    gap: "16px 32px",
    alignItems: "start",
    "@media (max-width: 899.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  heading: { ...type.h2, margin: "8px 0 4px" },
  list: { listStyle: "none", margin: 0, padding: 0 },
  event: {
    position: "relative",
    padding: "0 0 14px 20px",
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    marginLeft: "5px",
    "::before": {
      content: '""',
      position: "absolute",
      left: "-5px",
      top: "4px",
      width: "9px",
      height: "9px",
      borderRadius: "50%",
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
  what: { ...type.body, fontWeight: 600, margin: 0 },
  quiet: { ...type.caption, color: tokens.colorNeutralForeground3, margin: 0 },
});

type Event = RouterOutputs["deliveries"]["list"]["events"][number];

const words: Record<Event["what"], string> = {
  created: "Drafted",
  scheduled: "Send was pressed",
  frozen: "Audience frozen",
  started: "Sending began",
  first_sent: "First device sent to",
  paused: "Paused",
  resumed: "Resumed",
  cancelled: "Cancelled",
  finished: "Last device recorded",
  first_launch: "First launch",
  last_launch: "Last launch so far",
};

/** What happened to the notification, from draft to the last launch. */
export function TimelinePanel({ id }: { id: number }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.deliveries.list.queryOptions({ id }, { refetchInterval: 5_000 }),
  );
  const points = useMemo(
    () => data.recorded.map(({ hour, count }) => ({ x: hour.getTime(), count })),
    [data.recorded],
  );
  const sum = points.reduce((all, { count }) => all + count, 0);
  return (
    <div className={styles.columns}>
      <section>
        <h2 className={styles.heading}>What happened</h2>
        <ol className={styles.list}>
          {data.events.map((event) => (
            <li key={`${event.what}-${event.at.getTime()}`} className={styles.event}>
              <p className={styles.what}>
                {words[event.what]}
                {event.count !== null && `: ${format.count(event.count, "device")}`}
              </p>
              <p className={styles.quiet}>
                {format.exact(event.at)}
                {event.by && ` · ${event.by.replace(/ \(member \d+\)$/, "")}`}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className={styles.heading}>Recorded by hour</h2>
        <p className={styles.quiet}>
          {format.count(sum, "device")}. Times are {format.zone}.
        </p>
        {points.length > 0 && (
          <Bars
            points={points}
            noun="Devices"
            height={200}
            labelOf={(at) => format.dateTime(Number(at))}
            ticks={[points[0]?.x ?? 0, points.at(-1)?.x ?? 0]}
          />
        )}
        <table className="visually-hidden">
          <caption>Devices recorded by hour</caption>
          <tbody>
            {points.map(({ x, count }) => (
              <tr key={x}>
                <th scope="row">{format.dateTime(x)}</th>
                <td>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
