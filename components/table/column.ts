import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  label: string;
  /** The cell's content on a wide screen. */
  cell: (row: Row) => ReactNode;
  /** The name in `sort=`; absent = cannot be sorted. */
  sort?: string;
  align?: "start" | "end";
  width?: string;
  /** SCREENS 4: left out below 900 px. */
  hideBelowMedium?: boolean;
}

/** "-sendTime" → by sendTime, largest first. */
export function sortOf(sort: string): { by: string; isDescending: boolean } {
  return sort.startsWith("-")
    ? { by: sort.slice(1), isDescending: true }
    : { by: sort, isDescending: false };
}

/** Clicking a head: first ascending, then turned round. */
export function nextSort(current: string, by: string): string {
  const now = sortOf(current);
  return now.by === by && !now.isDescending ? `-${by}` : by;
}

export function ariaSort(current: string, by: string): "ascending" | "descending" | "none" {
  const now = sortOf(current);
  if (now.by !== by) return "none";
  return now.isDescending ? "descending" : "ascending";
}
