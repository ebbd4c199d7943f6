"use client";

import { Button, makeStyles } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { useFormat } from "@/components/ui/use-format";
import type { EntraSync } from "./entra-form";

const useStyles = makeStyles({
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

interface Props {
  sync: NonNullable<EntraSync>;
  writing: { may: boolean; reason: string };
}

export function EntraDeeds({ sync, writing }: Props) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const onSuccess = () => queries.invalidateQueries(trpc.connector.pathFilter());
  const { directory } = trpc.connector;
  const syncNow = useMutation(directory.update.mutationOptions({ onSuccess }));
  const test = useMutation(directory.test.mutationOptions({ onSuccess }));
  const error = syncNow.error ?? test.error;
  const isReading = sync.state === "running";
  const button = (label: string, isReady: boolean, deed: () => void) => (
    <NotAllowed reason={writing.reason}>
      <Button
        appearance={label === "Sync now" ? "primary" : "secondary"}
        disabledFocusable={!writing.may || !isReady}
        onClick={() => writing.may && isReady && deed()}
      >
        {label}
      </Button>
    </NotAllowed>
  );
  return (
    <>
      <div className={styles.buttons}>
        {button("Sync now", !syncNow.isPending && !isReading, () => syncNow.mutate())}
        {button("Test connection", !test.isPending, () => test.mutate())}
        {button("Disconnect", true, () => setAsking(true))}
      </div>
      {error && <ErrorBar {...failureOf(error)} />}
      {isAsking && <Disconnect sync={sync} onClose={() => setAsking(false)} />}
    </>
  );
}

function Disconnect({ sync, onClose }: { sync: Props["sync"]; onClose(): void }) {
  const format = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.connector.directory.remove.mutationOptions({
      onSuccess: async () => {
        onClose();
        await queries.invalidateQueries(trpc.connector.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      title="Disconnect Microsoft Entra ID?"
      confirm="Disconnect"
      keep="Keep connected"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Herald forgets the app registration and its secret and reads nothing more.{" "}
      {format.number(sync.people)} people and {format.count(sync.groups, "group")} stay as they are,
      as if added by hand.
      {remove.error && <ErrorBar {...failureOf(remove.error)} />}
    </ConfirmDialog>
  );
}
