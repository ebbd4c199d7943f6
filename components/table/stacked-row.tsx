"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type } from "@/components/ui/tokens";
import type { Column } from "./column";

const useStackStyles = makeStyles({
  first: { display: "flex", alignItems: "center", justifyContent: "space-between" },
  pair: { display: "flex", justifyContent: "space-between", gap: "16px", margin: "4px 0 0" },
  name: { ...type.caption, color: tokens.colorNeutralForeground3 },
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
      {others.map((column) => (
        <p key={column.key} className={styles.pair}>
          <span className={styles.name}>{column.label}</span>
          <span>{column.cell(props.row)}</span>
        </p>
      ))}
    </>
  );
}
