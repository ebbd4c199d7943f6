"use client";

import { MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/components/layout/use-session";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { type } from "@/components/ui/tokens";
import { EntraDeeds } from "./entra-deeds";
import { EntraForm } from "./entra-form";
import { EntraStatus } from "./entra-status";

const useStyles = makeStyles({
  panel: { display: "flex", flexDirection: "column", gap: "16px", maxWidth: "640px" },
  text: { ...type.body, margin: 0 },
  heading: { ...type.h2, margin: "0 0 8px" },
});

const refreshMs = 2_000;

/** People and groups out of Microsoft Entra ID: the app registration, how the last reading went. */
export function EntraPanel() {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.connector.directory.byId.queryOptions(undefined, { refetchInterval: refreshMs }),
  );
  const writing = useMay(["owner", "manager"], "connect a directory");
  if (error && !data) {
    return (
      <ErrorBar
        title="The connection to Microsoft Entra ID could not be loaded."
        {...failureOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <TableSkeleton rows={4} />;
  const { sync, isEmulated } = data;
  return (
    <div className={styles.panel}>
      <p className={styles.text}>
        Herald reads people and groups through Microsoft Graph, then every hour what changed. The
        app registration needs the application permissions User.Read.All and GroupMember.Read.All
        with admin consent.
      </p>
      {isEmulated && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            In this demo nothing leaves the machine: Microsoft is played by Herald’s emulator. Any
            IDs and any secret work, except one that begins with “wrong”.
          </MessageBarBody>
        </MessageBar>
      )}
      {sync && <EntraStatus sync={sync} />}
      {sync && <EntraDeeds sync={sync} writing={writing} />}
      <section aria-labelledby="entra-app">
        <h2 id="entra-app" className={styles.heading}>
          App registration
        </h2>
        <EntraForm key={sync?.tenantId} sync={sync} writing={writing} />
      </section>
    </div>
  );
}
