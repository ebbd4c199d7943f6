"use client";

import { makeStyles, mergeClasses, ProgressBar, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { rowHeights, type } from "@/components/ui/tokens";
import type { Column } from "./column";
import { ColumnHead } from "./column-head";
import { StackedRow } from "./stacked-row";

const useStyles = makeStyles({
  root: { position: "relative" },
  table: {
    width: "100%",
    borderCollapse: "collapse",
    tableLayout: "fixed",
    "@media (max-width: 639.98px)": { display: "none" },
  },
  auto: { tableLayout: "auto" },
  cell: {
    ...type.body,
    height: `${rowHeights.twoLines}px`,
    boxSizing: "border-box",
    padding: "4px 8px",
    textAlign: "start",
    verticalAlign: "middle",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  tight: { height: `${rowHeights.tight}px` },
  end: { textAlign: "end" },
  row: { ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover } },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Selected },
    "@media (forced-colors: active)": { outline: "2px solid Highlight", outlineOffset: "-2px" },
  },
  medium: { "@media (max-width: 899.98px)": { display: "none" } },
  list: {
    display: "none",
    listStyle: "none",
    margin: 0,
    padding: 0,
    "@media (max-width: 639.98px)": { display: "block" },
  },
  item: {
    ...type.body,
    padding: "10px 0",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  progress: { position: "absolute", top: 0, left: 0, right: 0, zIndex: 2 },
});

export interface DataTableProps<Row> {
  /** Read to those who cannot see it. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  /** The value of `sort=` and what to do with a new one. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** The `…` of a row (RowActions), and buttons in place. */
  actions?: (row: Row) => ReactNode;
  /** What a row becomes below 640 px; without it, the columns one under the other. */
  listItem?: (row: Row) => ReactNode;
  /** In the place of the rows: EmptyState or NoMatch. */
  empty: ReactNode;
  /** Something newer is on its way; what is shown stays. */
  isReloading?: boolean;
  density?: "comfortable" | "tight";
  /** The row whose contents stand below the table. */
  isSelected?: (row: Row) => boolean;
}

/** The one table: sorts by its heads, becomes a list on a phone. The name cell holds the row's link. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const styles = useStyles();
  return (
    <div className={styles.root} aria-busy={props.isReloading}>
      {props.isReloading && (
        <ProgressBar className={styles.progress} thickness="medium" aria-label="Loading" />
      )}
      {props.rows.length === 0 ? (
        props.empty
      ) : (
        <>
          <WideTable {...props} />
          <ul className={styles.list} aria-label={props.caption}>
            {props.rows.map((row) => (
              <li key={props.rowKey(row)} className={styles.item}>
                {props.listItem?.(row) ?? <StackedRow {...props} row={row} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function WideTable<Row>(props: DataTableProps<Row>) {
  const styles = useStyles();
  const hasWidths = props.columns.some((column) => column.width);
  return (
    <table className={mergeClasses(styles.table, !hasWidths && styles.auto)}>
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <ColumnHead key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
          {props.actions && <ColumnHead column={{ key: "actions", label: "" }} />}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr
            key={props.rowKey(row)}
            className={mergeClasses(styles.row, props.isSelected?.(row) && styles.selected)}
          >
            {props.columns.map((column) => (
              <td
                key={column.key}
                className={mergeClasses(
                  styles.cell,
                  props.density === "tight" && styles.tight,
                  column.align === "end" && styles.end,
                  column.hideBelowMedium && styles.medium,
                )}
              >
                {column.cell(row)}
              </td>
            ))}
            {props.actions && (
              <td className={mergeClasses(styles.cell, styles.end)}>{props.actions(row)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
