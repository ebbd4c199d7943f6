"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import Link from "next/link";
import { usePlainTable } from "@/components/table/plain-table";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { FlowState } from "../flow-state";
import { triggerWords } from "../run-words";

type Row = RouterOutputs["flows"]["list"][number];

const useStyles = makeStyles({
  link: { color: tokens.colorBrandForegroundLink, textDecorationLine: "none", fontWeight: 600 },
  quiet: { color: tokens.colorNeutralForeground3 },
  scroll: { overflowX: "auto" },
  wide: { "@media (max-width: 640px)": { display: "none" } },
});

export function FlowsTable({ rows }: { rows: Row[] }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const head = mergeClasses(table.head, styles.wide);
  const cell = mergeClasses(table.cell, styles.wide);
  return (
    <div className={styles.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.head}>Name</th>
            <th className={table.head}>State</th>
            <th className={head}>Trigger</th>
            <th className={mergeClasses(table.headNumber, styles.wide)}>Runs, 30 days</th>
            <th className={mergeClasses(table.headNumber, styles.wide)}>Failed</th>
            <th className={head}>Last run</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={table.row}>
              <td className={table.cell}>
                <Link className={styles.link} href={`/connector/flows/${row.id}`}>
                  {row.name}
                </Link>
              </td>
              <td className={table.cell}>
                <FlowState isOn={row.isOn} offReason={row.offReason} />
              </td>
              <td className={cell}>{triggerWords(row.trigger)}</td>
              <td className={mergeClasses(table.number, styles.wide)}>
                {format.number(row.runs30d)}
              </td>
              <td className={mergeClasses(table.number, styles.wide)}>
                {format.number(row.failed30d)}
              </td>
              <td className={cell}>
                {row.lastRunAt ? (
                  format.instant(row.lastRunAt)
                ) : (
                  <span className={styles.quiet}>None yet</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
