"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowDown12Regular, ArrowUp12Regular } from "@fluentui/react-icons";
import { type } from "@/components/ui/tokens";
import { ariaSort, type Column, nextSort } from "./column";

const useStyles = makeStyles({
  head: {
    ...type.tableHead,
    position: "sticky",
    top: 0,
    zIndex: 1,
    height: "36px",
    boxSizing: "border-box",
    padding: "4px 8px",
    textAlign: "start",
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    // A border of its own would stay behind when the head sticks.
    boxShadow: `inset 0 -1px 0 ${tokens.colorNeutralStroke2}`,
    whiteSpace: "nowrap",
  },
  end: { textAlign: "end" },
  medium: { "@media (max-width: 899.98px)": { display: "none" } },
  button: {
    font: "inherit",
    color: "inherit",
    display: "inline-flex",
    alignItems: "center",
    gap: "4px",
    padding: "4px 0",
    border: "none",
    background: "none",
    cursor: "pointer",
    borderRadius: tokens.borderRadiusMedium,
    ":hover": { color: tokens.colorNeutralForeground1 },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

type HeadColumn = Pick<
  Column<never>,
  "key" | "label" | "sort" | "align" | "width" | "hideBelowMedium"
>;

export function ColumnHead(props: {
  column: HeadColumn;
  sort?: string;
  onSort?: (sort: string) => void;
}) {
  const styles = useStyles();
  const { column, sort = "", onSort } = props;
  const by = column.sort;
  const className = mergeClasses(
    styles.head,
    column.align === "end" && styles.end,
    column.hideBelowMedium && styles.medium,
  );
  const width = column.width ? { width: column.width } : undefined;
  if (column.label === "") {
    return (
      <th scope="col" className={className} style={{ width: column.width ?? "88px" }}>
        <span className="visually-hidden">Actions</span>
      </th>
    );
  }
  if (by === undefined || !onSort) {
    return (
      <th scope="col" className={className} style={width}>
        {column.label}
      </th>
    );
  }
  const direction = ariaSort(sort, by);
  return (
    <th scope="col" className={className} style={width} aria-sort={direction}>
      <button type="button" className={styles.button} onClick={() => onSort(nextSort(sort, by))}>
        {column.label}
        {direction === "ascending" && <ArrowUp12Regular aria-hidden />}
        {direction === "descending" && <ArrowDown12Regular aria-hidden />}
      </button>
    </th>
  );
}
