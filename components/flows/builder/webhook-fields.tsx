"use client";

import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { flowLimits } from "@/server/flows/schema";

const useStyles = makeStyles({
  line: { display: "flex", gap: "8px", alignItems: "center", flexWrap: "wrap" },
  code: {
    flex: 1,
    minWidth: 0,
    padding: "7px 10px",
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: "monospace",
    fontSize: "12px",
    overflowWrap: "anywhere",
  },
  list: { margin: 0, padding: 0, listStyle: "none", fontSize: "12px" },
  quiet: { fontSize: "12px", color: tokens.colorNeutralForeground3 },
});

/** Where requests go and what they are signed with; at most two secrets live, for a change without a gap. */
export function WebhookFields({ flowId }: { flowId: string }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: flow } = useSuspenseQuery(trpc.flows.byId.queryOptions({ id: flowId }));
  const { may, reason } = useMay(["owner", "manager"], "change secrets");
  const { shown, create, revoke } = useSecrets(flowId);
  const [removed, setRemoved] = useState<number>();
  const format = useFormat();
  const path = `/api/v1/flows/${flowId}/trigger`;
  const address = typeof window === "undefined" ? path : `${window.location.origin}${path}`;
  return (
    <>
      <div className={styles.line}>
        <code className={styles.code}>POST {path}</code>
        <CopyButton value={address} size="medium">
          Copy
        </CopyButton>
      </div>
      {shown && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            <strong>Copy the secret now, it is not shown again.</strong> {shown}{" "}
            <CopyButton value={shown} label="Copy secret" />
          </MessageBarBody>
        </MessageBar>
      )}
      <ul className={styles.list} aria-label="Signing secrets">
        {flow.secrets.map((secret) => (
          <li key={secret.id} className={styles.line}>
            <span>
              Secret {secret.id}, made {format.instant(secret.createdAt)} by {secret.createdBy};{" "}
              {secret.lastUsedAt
                ? `last used ${format.instant(secret.lastUsedAt)}`
                : "not used yet"}
            </span>
            <Button
              size="small"
              appearance="subtle"
              disabledFocusable={!may}
              title={reason || undefined}
              aria-label={`Remove secret ${secret.id}`}
              onClick={() => may && setRemoved(secret.id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        <Button
          size="small"
          disabledFocusable={!may || flow.secrets.length >= flowLimits.liveSecrets}
          title={reason || undefined}
          onClick={() =>
            may && flow.secrets.length < flowLimits.liveSecrets && create.mutate({ id: flowId })
          }
        >
          {flow.secrets.length === 0 ? "Make a signing secret" : "Make a second secret"}
        </Button>
        <span className={styles.quiet}>
          X-Herald-Signature: v1=HMAC-SHA-256 of timestamp.body; X-Herald-Timestamp within 5
          minutes.
        </span>
      </div>
      <ConfirmDialog
        isOpen={removed !== undefined}
        title={`Remove secret ${removed ?? ""}?`}
        confirm="Remove secret"
        keep="Keep secret"
        isBusy={revoke.isPending}
        onClose={() => setRemoved(undefined)}
        onConfirm={() =>
          removed !== undefined &&
          revoke.mutate(
            { id: flowId, secretId: removed },
            { onSettled: () => setRemoved(undefined) },
          )
        }
      >
        Requests signed with it are refused at once. This can’t be undone.
      </ConfirmDialog>
    </>
  );
}

function useSecrets(flowId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const [shown, setShown] = useState<string>();
  const reload = () =>
    client.invalidateQueries({ queryKey: trpc.flows.byId.queryKey({ id: flowId }) });
  const onError = (error: unknown) => message(failureOf(error).message, "error");
  return {
    shown,
    create: useMutation(
      trpc.flows.secrets.create.mutationOptions({
        onSuccess: ({ secret }) => {
          setShown(secret);
          return reload();
        },
        onError,
      }),
    ),
    revoke: useMutation(trpc.flows.secrets.remove.mutationOptions({ onSuccess: reload, onError })),
  };
}
