"use client";

import { Badge, Link, makeStyles, tokens } from "@fluentui/react-components";
import { PlugConnected32Regular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { ConnectionRow } from "@/components/connector/types";
import { AppGlyph } from "@/components/preview/app-glyph";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  app: { display: "inline-flex", alignItems: "center", gap: "8px" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px" },
  chosen: { fontWeight: 600 },
  line: { ...type.caption, marginTop: "2px", color: tokens.colorNeutralForeground3 },
});

interface Choice {
  chosenId: string | undefined;
  onChoose(id: string): void;
}

function ChosenLink({ row, chosenId, onChoose }: Choice & { row: ConnectionRow }) {
  const styles = useStyles();
  const format = useFormat();
  const isChosen = row.publicId === chosenId;
  return (
    <>
      <Link
        as="button"
        className={isChosen ? styles.chosen : undefined}
        aria-current={isChosen ? "true" : undefined}
        onClick={() => onChoose(row.publicId)}
      >
        {row.name}
      </Link>{" "}
      {row.revokedAt && (
        <Badge appearance="outline" color="subtle">
          Revoked {format.date(row.revokedAt)}
        </Badge>
      )}
    </>
  );
}

function useColumns(props: Choice): Column<ConnectionRow>[] {
  const styles = useStyles();
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Name",
      width: "30%",
      cell: (row) => <ChosenLink {...props} row={row} />,
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
    { key: "used", label: "Used by", cell: (row) => usedBy(row, format.count) || "—" },
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
  return users.filter(Boolean).join(", ");
}

export function ConnectionsTable(props: Choice & { rows: ConnectionRow[]; add: ReactNode }) {
  const styles = useStyles();
  const format = useFormat();
  const columns = useColumns(props);
  return (
    <DataTable
      caption="Connections"
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.publicId}
      density="tight"
      listItem={(row) => (
        <>
          <ChosenLink {...props} row={row} />
          <div className={styles.line}>
            {[row.app.name, usedBy(row, format.count)].filter(Boolean).join(" · ")}
          </div>
        </>
      )}
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
