"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AppDetails } from "@/components/apps/types";
import { useMay } from "@/components/layout/use-session";
import { usePlainTable } from "@/components/table/plain-table";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { CredentialState } from "./credential-state";
import { WnsCredentialsForm } from "./wns-credentials-form";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "16px" },
  scroll: { overflowX: "auto" },
  quiet: { color: tokens.colorNeutralForeground3 },
  actions: { display: "flex", gap: "8px", justifyContent: "flex-end" },
});

/** Credentials per push service. A stored secret is never shown again, only replaced. */
export function CredentialsPanel({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const { may, reason } = useMay(["owner", "manager"], "change credentials");
  const [isEditing, setEditing] = useState(false);
  const wns = app.credentials.find(({ provider }) => provider === "wns");
  const test = useMutation(
    trpc.apps.credentials.test.mutationOptions({
      onSuccess: () => message("Asking WNS. The answer appears here.", "info"),
      onError: (error) => message(failureOf(error).message, "error"),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.apps.pathKey() }),
    }),
  );
  return (
    <div className={styles.root}>
      <div className={styles.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th className={table.head}>Provider</th>
              <th className={table.head}>State</th>
              <th className={table.head}>Identity</th>
              <th className={table.headNumber}>Live devices</th>
              <th className={table.head}>Actions</th>
            </tr>
          </thead>
          <tbody>
            <tr className={table.row}>
              <td className={table.cell}>
                WNS <span className={styles.quiet}>Windows</span>
              </td>
              <td className={table.cell}>
                <CredentialState credential={wns} />
              </td>
              <td className={table.cell}>{identityText(wns?.identity)}</td>
              <td className={table.number}>{format.number(app.liveByProvider.wns ?? 0)}</td>
              <td className={table.cell}>
                <span className={styles.actions}>
                  {wns && (
                    <Button
                      size="small"
                      disabledFocusable={!may || test.isPending}
                      title={reason || undefined}
                      onClick={() => may && test.mutate({ appId: app.id, provider: "wns" })}
                    >
                      Test
                    </Button>
                  )}
                  <Button
                    size="small"
                    disabledFocusable={!may}
                    title={reason || undefined}
                    onClick={() => may && setEditing(true)}
                  >
                    {wns ? "Replace" : "Set up"}
                  </Button>
                </span>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      {isEditing && <WnsCredentialsForm appId={app.id} onDone={() => setEditing(false)} />}
    </div>
  );
}

function identityText(identity: Record<string, string> | undefined): string {
  if (!identity) return "";
  if (identity.packageSid) return `Package SID ${identity.packageSid}`;
  return `Client ${identity.clientId ?? ""} in tenant ${identity.tenantId ?? ""}`;
}
