"use client";

import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AppDetails } from "@/components/apps/types";
import { useMay } from "@/components/layout/use-session";
import { usePlainTable } from "@/components/table/plain-table";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { CopyButton } from "@/components/ui/copy-button";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { type ProviderName, providerTitles } from "@/db/enums";
import { CredentialState } from "./credential-state";
import { TestAnswer } from "./test-answer";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  identity: { maxWidth: "320px", overflowWrap: "anywhere" },
  // On a phone each service is a list of its facts.
  stacked: { "@media (max-width: 640px)": { display: "block", height: "auto", border: "none" } },
  stackedRow: {
    "@media (max-width: 640px)": {
      display: "block",
      padding: "8px 0",
      height: "auto",
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  hidden: { "@media (max-width: 640px)": { display: "none" } },
  left: { "@media (max-width: 640px)": { textAlign: "left" } },
  unit: { display: "none", "@media (max-width: 640px)": { display: "inline" } },
  button: { whiteSpace: "nowrap", flexShrink: 0 },
  actions: {
    "@media (max-width: 640px)": { justifyContent: "flex-start", flexWrap: "wrap" },
    display: "flex",
    gap: "8px",
    justifyContent: "flex-end",
  },
});

/** One push service of an app: how it took the credentials, and what can be done about them. */
export function CredentialRow(props: {
  app: AppDetails;
  provider: ProviderName;
  platforms: string;
  onEdit(): void;
}) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  const { app, provider } = props;
  const stored = app.credentials.find((one) => one.provider === provider);
  const live = app.liveByProvider[provider] ?? 0;
  const cell = mergeClasses(table.cell, styles.stacked);
  const row = mergeClasses(table.row, styles.stackedRow);
  return (
    <>
      <tr className={row}>
        <td className={cell}>
          {providerTitles[provider]} <span className={styles.quiet}>{props.platforms}</span>
        </td>
        <td className={cell}>
          <CredentialState credential={stored} />
        </td>
        <td className={cell}>
          <span className={styles.identity}>{identityText(stored?.identity)}</span>
          {stored?.identity.publicKey && (
            <CopyButton value={stored.identity.publicKey} label="Copy public key" />
          )}
        </td>
        <td className={mergeClasses(table.number, styles.stacked, styles.left)}>
          {format.number(live)}
          <span className={styles.unit}> live devices</span>
        </td>
        <td className={cell}>
          <Actions {...props} isStored={stored !== undefined} hasDevices={live > 0} />
        </td>
      </tr>
      {stored?.testAnswer && (
        <tr className={row}>
          <td className={mergeClasses(table.cell, styles.hidden)} />
          <td className={cell} colSpan={4}>
            <TestAnswer provider={provider} answer={stored.testAnswer} />
          </td>
        </tr>
      )}
    </>
  );
}

function Actions(props: {
  app: AppDetails;
  provider: ProviderName;
  isStored: boolean;
  hasDevices: boolean;
  onEdit(): void;
}) {
  const styles = useStyles();
  const { may, reason } = useMay(["owner", "manager"], "change credentials");
  const { check, push } = useTests(props.provider);
  const ask = { appId: props.app.id, provider: props.provider };
  const title = providerTitles[props.provider];
  const button = (label: string, isReady: boolean, deed: () => void) => (
    <Button
      size="small"
      className={styles.button}
      disabledFocusable={!may || !isReady}
      title={reason || undefined}
      aria-label={`${label}: ${title}`}
      onClick={() => may && isReady && deed()}
    >
      {label}
    </Button>
  );
  return (
    <span className={styles.actions}>
      {props.isStored && button("Test", !check.isPending, () => check.mutate(ask))}
      {props.isStored &&
        props.hasDevices &&
        button("Send a test", !push.isPending, () => push.mutate(ask))}
      {button(props.isStored ? "Replace" : "Set up", true, props.onEdit)}
    </span>
  );
}

function useTests(provider: ProviderName) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const title = providerTitles[provider];
  const options = (text: string) => ({
    onSuccess: () => message(text, "info"),
    onError: (error: unknown) => message(failureOf(error).message, "error"),
    onSettled: () => client.invalidateQueries({ queryKey: trpc.apps.pathKey() }),
  });
  return {
    check: useMutation(
      trpc.apps.credentials.test.mutationOptions(
        options(`Asking ${title}. The answer appears here.`),
      ),
    ),
    push: useMutation(
      trpc.apps.push.test.mutationOptions(
        options("Sending to the device that was used last. The answer appears here."),
      ),
    ),
  };
}

function identityText(identity: Record<string, string> | undefined): string {
  if (!identity) return "";
  if (identity.publicKey) return `Public key ${identity.publicKey}`;
  if (identity.packageSid) return `Package SID ${identity.packageSid}`;
  if (identity.projectId) return `Project ${identity.projectId}, ${identity.clientEmail ?? ""}`;
  if (identity.topic) {
    const where = identity.environment === "sandbox" ? "sandbox" : "production";
    return `${identity.topic}, key ${identity.keyId ?? ""} of team ${identity.teamId ?? ""}, ${where}`;
  }
  return `Client ${identity.clientId ?? ""} in tenant ${identity.tenantId ?? ""}`;
}
