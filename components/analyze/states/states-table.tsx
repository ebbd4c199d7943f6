"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { usePlainTable } from "@/components/table/plain-table";
import { useFormat } from "@/components/ui/use-format";
import type { StateColumn } from "./states-card";

const useStyles = makeStyles({
  scroll: {
    maxHeight: "290px",
    overflow: "auto",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The same as the graph, newest day first; days nothing was sent on are left out. */
export function StatesTable(props: { title: string; days: string[]; series: StateColumn[] }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const { days, series } = props;
  const shown = days
    .map((day, index) => ({ day, values: series.map(({ values }) => values[index] ?? 0) }))
    .filter(({ values }) => values.some((value) => value > 0))
    .reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={`${props.title}, as table`}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.head}>Day (UTC)</th>
            {series.map(({ key, label }) => (
              <th key={key} className={table.headNumber}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ day, values }) => (
            <tr key={day} className={table.row}>
              <td className={table.cell}>{format.utcDay(day)}</td>
              {values.map((value, index) => (
                <td key={series[index]?.key} className={table.number}>
                  {format.number(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
