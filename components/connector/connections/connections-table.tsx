"use client";

import { Badge, Link, makeStyles, tokens } from "@fluentui/react-components";
import { PlugConnected32Regular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { ConnectionRow } from "@/components/connector/types";
import { AppGlyph } from "@/components/preview/app-glyph";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  app: { display: "inline-flex", alignItems: "center", gap: "8px" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px" },
  chosen: { fontWeight: 600 },
});

function useColumns(props: {
  chosenId: string | undefined;
  onChoose(id: string): void;
}): Column<ConnectionRow>[] {
  const styles = useStyles();
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Name",
      width: "30%",
      cell: (row) => (
        <>
          <Link
            as="button"
            className={row.publicId === props.chosenId ? styles.chosen : undefined}
            aria-current={row.publicId === props.chosenId ? "true" : undefined}
            onClick={() => props.onChoose(row.publicId)}
          >
            {row.name}
          </Link>{" "}
          {row.revokedAt && (
            <Badge appearance="outline" color="subtle">
              Revoked {format.date(row.revokedAt)}
            </Badge>
          )}
        </>
      ),
    },
    {
      key: "app",
      label: "App",
      cell: (row) => (
        <span className={styles.app}>
          <AppGlyph glyph={row.app.iconGlyph} color={row.app.iconColor} size={20} />
          {row.app.name}
        </span>
      ),
    },
    {
      key: "id",
      label: "Connection ID",
      hideBelowMedium: true,
      cell: (row) => <code className={styles.code}>{row.publicId}</code>,
    },
    { key: "used", label: "Used by", cell: (row) => usedBy(row, format.count) },
    {
      key: "pushes",
      label: "Pushes, 30 days",
      align: "end",
      cell: (row) => format.number(row.pushes30d),
    },
  ];
}

function usedBy({ flows, keys }: ConnectionRow, count: (n: number, noun: string) => string) {
  const users = [flows > 0 && count(flows, "flow"), keys > 0 && count(keys, "API key")];
  return users.filter(Boolean).join(", ") || "—";
}

export function ConnectionsTable(props: {
  rows: ConnectionRow[];
  chosenId: string | undefined;
  add: ReactNode;
  onChoose(id: string): void;
}) {
  const columns = useColumns(props);
  return (
    <DataTable
      caption="Connections"
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.publicId}
      density="tight"
      isSelected={(row) => row.publicId === props.chosenId}
      empty={
        <EmptyState
          icon={<PlugConnected32Regular />}
          text="A connection lets a flow or your own code send to one app."
          action={props.add}
        />
      }
    />
  );
}
