"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { KeyRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AppDetails } from "@/components/apps/types";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { useMessage } from "@/components/ui/use-message";

const useStyles = makeStyles({
  card: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    flexWrap: "wrap",
    padding: "10px 12px",
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  key: {
    fontFamily: tokens.fontFamilyMonospace,
    fontWeight: 600,
    fontSize: "12px",
    overflowWrap: "anywhere",
  },
  end: { marginLeft: "auto" },
});

/** The key apps identify themselves with. Everybody who has the app has it; it opens nothing by itself. */
export function PublicKeyCard({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const { may } = useMay(["owner", "manager"], "replace keys");
  const [isAsking, setAsking] = useState(false);
  const replace = useMutation(
    trpc.apps.publicKey.update.mutationOptions({
      onError: (error) => message(failureOf(error).message, "error"),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.apps.pathKey() }),
    }),
  );
  return (
    <div className={styles.card}>
      <KeyRegular fontSize={20} /> Public app key{" "}
      <span className={styles.key}>{app.publicKey}</span>
      <CopyButton value={app.publicKey} label="Copy key" />
      {may && (
        <Button className={styles.end} appearance="transparent" onClick={() => setAsking(true)}>
          Replace key
        </Button>
      )}
      <ConfirmDialog
        title="Replace the public app key?"
        confirm="Replace key"
        keep="Keep it"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          replace.mutate({ id: app.id });
        }}
      >
        Versions of {app.name} that carry the old key can no longer register or report launches.{" "}
        {app.liveDevices} devices stay registered.
      </ConfirmDialog>
    </div>
  );
}
