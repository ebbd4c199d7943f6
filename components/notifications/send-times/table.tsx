"use client";

import { usePlainTable } from "@/components/table/plain-table";
import { useFormat } from "@/components/ui/use-format";
import type { SendPlan } from "./types";
import { offsetOf, placesOf } from "./words";

/** One row per send time; where, which offset, when, how many. */
export function SendTimesTable(props: {
  instants: SendPlan["instants"];
  /** "09:00 in", "Zones" */
  placesHead: string;
}) {
  const table = usePlainTable();
  const format = useFormat();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>{props.placesHead}</th>
          <th className={table.head}>Offset</th>
          <th className={table.head}>Send time ({format.zone})</th>
          <th className={table.headNumber}>Devices</th>
        </tr>
      </thead>
      <tbody>
        {props.instants.map(({ at, devices, zones }) => (
          <tr key={at.getTime()} className={table.row}>
            <td className={table.cell} title={zones.map(({ timeZone }) => timeZone).join(", ")}>
              {placesOf(zones) || "Everywhere"}
            </td>
            <td className={table.cell}>{zones[0] ? offsetOf(zones[0].timeZone, at) : ""}</td>
            <td className={table.cell}>{format.shortDateTime(at)}</td>
            <td className={table.number}>{format.number(devices)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
