"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { AddRegular, AppsListRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CredentialState } from "@/components/apps/credentials/credential-state";
import { AppLink } from "@/components/layout/app-link";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { AppGlyph } from "@/components/preview/app-glyph";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import { NewAppDialog } from "./new-app-dialog";

const useStyles = makeStyles({
  name: { display: "flex", alignItems: "center", gap: "8px" },
  texts: { display: "flex", flexDirection: "column" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

type Row = RouterOutputs["apps"]["list"][number];

function useColumns(): Column<Row>[] {
  const styles = useStyles();
  const format = useFormat();
  return [
    {
      key: "app",
      label: "App",
      cell: (app) => (
        <span className={styles.name}>
          <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={24} />
          <span className={styles.texts}>
            <AppLink href={`/apps/${app.id}`}>{app.name}</AppLink>
            <span className={styles.quiet}>{app.storeId ?? "No Store ID"}</span>
          </span>
        </span>
      ),
    },
    {
      key: "credentials",
      label: "Credentials",
      cell: (app) => <CredentialState credential={app.credentials[0]} />,
    },
    { key: "version", label: "Latest version", cell: (app) => app.latestVersion ?? "—" },
    {
      key: "devices",
      label: "Live devices",
      align: "end",
      cell: (app) =>
        app.isRegistered ? format.number(app.liveDevices) : "Waiting for the first device",
    },
  ];
}

/** All apps of the publisher with their devices and how their credentials stand. */
export function AppList() {
  const columns = useColumns();
  const trpc = useTRPC();
  const { may, reason } = useMay(["owner", "manager"], "add apps");
  const [isAdding, setAdding] = useState(false);
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const add = (
    <Button
      appearance="primary"
      icon={<AddRegular />}
      disabledFocusable={!may}
      title={reason || undefined}
      onClick={() => setAdding(true)}
    >
      New app
    </Button>
  );
  return (
    <>
      <PageHead title="Apps" subtitle="The apps whose customers you reach." actions={add} />
      <PageBody>
        <DataTable
          caption="Apps"
          columns={columns}
          rows={apps}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              icon={<AppsListRegular />}
              text="Connect an app first. Herald can send once the app has registered a device."
              action={add}
            />
          }
        />
      </PageBody>
      <NewAppDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}
