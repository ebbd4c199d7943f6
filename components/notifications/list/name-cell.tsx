"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import NextLink from "next/link";
import { AppGlyph } from "@/components/preview/app-glyph";
import { useFormat } from "@/components/ui/use-format";
import type { ListedNotification } from "./types";

const useStyles = makeStyles({
  cell: { display: "flex", alignItems: "center", gap: "8px", minWidth: 0 },
  texts: { display: "flex", flexDirection: "column", minWidth: 0 },
  name: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
    fontWeight: 600,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
    lineHeight: "16px",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
});

const kindNames = { toast: "Toast", tile: "Tile" } as const;

/** App's icon, the name, and "App · Toast". */
export function NameCell({ row }: { row: ListedNotification }) {
  const styles = useStyles();
  const format = useFormat();
  const app = row.apps[0];
  const apps = row.apps.map(({ name }) => name).join(", ") || "No app yet";
  return (
    <span className={styles.cell}>
      <AppGlyph glyph={app?.iconGlyph ?? "app"} color={app?.iconColor ?? "#616161"} size={24} />
      <span className={styles.texts}>
        <NextLink href={hrefOf(row)} className={styles.name}>
          {row.name}
        </NextLink>
        <span className={styles.quiet}>
          {apps} · {kindNames[row.kind]}
          {row.seriesId !== null && row.occurrenceOn
            ? ` · run of ${format.utcDay(row.occurrenceOn)}`
            : ""}
        </span>
      </span>
    </span>
  );
}

/** Where a row's name leads: a draft goes on being drafted. */
export function hrefOf(row: ListedNotification): string {
  if (row.status !== "draft") return `/notifications/${row.id}`;
  return `/notifications/${row.id}/edit/${row.apps.length === 0 ? "apps" : "content"}`;
}
