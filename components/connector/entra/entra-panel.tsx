"use client";

import { Button, MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { EntraForm, type EntraSync } from "./entra-form";

const useStyles = makeStyles({
  panel: { display: "flex", flexDirection: "column", gap: "16px", maxWidth: "720px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

const refreshMs = 2_000;

/** People and groups out of Microsoft Entra ID: the app registration, how the last reading went. */
export function EntraPanel() {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.connector.directory.byId.queryOptions(undefined, { refetchInterval: refreshMs }),
  );
  const writing = useMay(["owner", "manager"], "connect a directory");
  if (error && !data) return <ErrorBar message={failureOf(error).message} />;
  if (!data) return null;
  const { sync, isEmulated } = data;
  return (
    <div className={styles.panel}>
      <span>
        Herald reads people and groups through Microsoft Graph every hour, then only what changed.
        The app registration needs the application permissions User.Read.All and
        GroupMember.Read.All with admin consent.
      </span>
      {isEmulated && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            In this demo nothing leaves the machine: Microsoft is played by Herald’s emulator. Any
            IDs and any secret work, except one that begins with “wrong”.
          </MessageBarBody>
        </MessageBar>
      )}
      {sync && <Status sync={sync} />}
      {sync && <Deeds writing={writing} />}
      <EntraForm key={sync?.tenantId} sync={sync} writing={writing} />
    </div>
  );
}

function Status({ sync }: { sync: NonNullable<EntraSync> }) {
  const isBad = sync.state === "failed" || sync.isTestOk === false;
  return (
    <MessageBar
      intent={isBad ? "error" : sync.state === "waiting" ? "warning" : "info"}
      layout="multiline"
    >
      <MessageBarBody>
        <div>{stateText(sync)}</div>
        <div>{sync.testAnswer ?? "The connection was not tested yet."}</div>
      </MessageBarBody>
    </MessageBar>
  );
}

function stateText(sync: NonNullable<EntraSync>): string {
  const { state, stateReason, changedPeople, changedGroups, pages, finishedAt } = sync;
  const count = (number: number) => number.toLocaleString("en");
  const read = `${count(changedPeople)} people and ${count(changedGroups)} groups in ${count(pages)} pages`;
  if (state === "running") return `Reading: ${read} so far.`;
  if (state === "waiting") return `Waiting. ${stateReason ?? ""}`;
  if (state === "failed") return `The last reading failed. ${stateReason ?? ""}`;
  return finishedAt
    ? `Last read ${finishedAt.toLocaleString("en")}: ${read} were new or had changed.`
    : "Nothing was read yet. Select Sync now.";
}

function Deeds({ writing }: { writing: { may: boolean; reason: string } }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries(trpc.connector.pathFilter());
  const { directory } = trpc.connector;
  const syncNow = useMutation(directory.update.mutationOptions({ onSuccess }));
  const test = useMutation(directory.test.mutationOptions({ onSuccess }));
  const disconnect = useMutation(directory.remove.mutationOptions({ onSuccess }));
  const error = syncNow.error ?? test.error ?? disconnect.error;
  const deeds = [
    { label: "Sync now", deed: syncNow, appearance: "primary" as const },
    { label: "Test connection", deed: test, appearance: "secondary" as const },
    { label: "Disconnect", deed: disconnect, appearance: "subtle" as const },
  ];
  return (
    <>
      <div className={styles.buttons}>
        {deeds.map(({ label, deed, appearance }) => (
          <NotAllowed key={label} reason={writing.reason}>
            <Button
              appearance={appearance}
              disabledFocusable={!writing.may || deed.isPending}
              onClick={() => writing.may && deed.mutate()}
            >
              {label}
            </Button>
          </NotAllowed>
        ))}
      </div>
      {error && <ErrorBar message={failureOf(error).message} />}
    </>
  );
}
