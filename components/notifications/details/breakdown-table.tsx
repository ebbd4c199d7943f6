"use client";

import { Link } from "@fluentui/react-components";
import { useState } from "react";
import { usePlainTable } from "@/components/table/plain-table";
import { useFormat } from "@/components/ui/use-format";

export interface BreakdownRow {
  key: string;
  sent: number;
  channelExpired: number;
  failed: number;
  unknown: number;
  launches: number;
}

const shownAtFirst = 6;

/** Sent and the two rates per market or language. */
export function BreakdownTable(props: {
  heading: string;
  rows: BreakdownRow[];
  nameOf(key: string): string;
  isTracked: boolean;
}) {
  const table = usePlainTable();
  const format = useFormat();
  const [isWhole, setWhole] = useState(false);
  const rows = isWhole ? props.rows : props.rows.slice(0, shownAtFirst);
  return (
    <>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.head}>{props.heading}</th>
            <th className={table.headNumber}>Sent</th>
            <th className={table.headNumber}>Delivery rate</th>
            <th className={table.headNumber}>App launch rate</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const asked = row.sent + row.channelExpired + row.failed + row.unknown;
            return (
              <tr key={row.key} className={table.row}>
                <td className={table.cell}>{props.nameOf(row.key)}</td>
                <td className={table.number}>{format.number(row.sent)}</td>
                <td className={table.number}>{format.rate(asked ? row.sent / asked : null)}</td>
                <td className={table.number}>
                  {props.isTracked
                    ? format.rate(row.sent ? row.launches / row.sent : null)
                    : "Not tracked"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!isWhole && props.rows.length > shownAtFirst && (
        <Link as="button" onClick={() => setWhole(true)}>
          All {format.number(props.rows.length)}
        </Link>
      )}
    </>
  );
}
