"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type } from "@/components/ui/tokens";
import type { Column } from "./column";

const useStackStyles = makeStyles({
  first: { display: "flex", alignItems: "center", justifyContent: "space-between" },
  pair: {
    display: "flex",
    alignItems: "baseline",
    justifyContent: "space-between",
    gap: "16px",
    margin: "4px 0 0",
  },
  name: { ...type.caption, flexShrink: 0, color: tokens.colorNeutralForeground3 },
  value: { minWidth: 0, textAlign: "end", overflowWrap: "anywhere" },
});

/** A row on a phone: the columns one under the other. */
export function StackedRow<Row>(props: {
  columns: Column<Row>[];
  row: Row;
  actions?: (row: Row) => ReactNode;
}) {
  const styles = useStackStyles();
  const [first, ...others] = props.columns;
  return (
    <>
      <div className={styles.first}>
        {first?.cell(props.row)}
        {props.actions?.(props.row)}
      </div>
      {others.map((column) => {
        const value = column.cell(props.row);
        return value === "" || value === null ? null : (
          <div key={column.key} className={styles.pair}>
            <span className={styles.name}>{column.label}</span>
            <span className={styles.value}>{value}</span>
          </div>
        );
      })}
    </>
  );
}
