"use client";

import { useQuery } from "@tanstack/react-query";
import { Bars } from "@/components/charts/bars";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";

const clock = (hour: string | number) => `${String(hour).padStart(2, "0")}:00`;

/** Launches by the hour on each customer's own clock: when they have time for it. */
export function LocalHoursChart({ id }: { id: number }) {
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.deliveries.overTime.queryOptions({ id }));
  const points = (data ?? []).map(({ hour, count }) => ({ x: hour, count }));
  return (
    <figure style={{ margin: 0 }}>
      <figcaption style={{ fontSize: 12 }}>By hour of each customer’s own clock.</figcaption>
      <Bars
        points={points}
        noun="Launches"
        height={180}
        labelOf={clock}
        ticks={[0, 6, 12, 18, 23]}
      />
      <table className="visually-hidden">
        <caption>Launches by local hour</caption>
        <tbody>
          {points.map(({ x, count }) => (
            <tr key={x}>
              <th scope="row">{clock(x)}</th>
              <td>{format.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
