"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { TextField } from "@/components/ui/fields/text-field";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { pushLimits } from "@/server/connector/schema";

const useStyles = makeStyles({
  root: { maxWidth: "560px", display: "flex", flexDirection: "column", gap: "20px" },
  form: { display: "flex", alignItems: "flex-end", gap: "8px", flexWrap: "wrap" },
  field: { flexGrow: 1 },
  facts: {
    ...type.body,
    display: "grid",
    gridTemplateColumns: "160px 1fr",
    rowGap: "6px",
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  files: { ...type.body, display: "flex", flexDirection: "column", gap: "6px" },
  link: { color: tokens.colorBrandForegroundLink },
});

export function DetailsTab({ id }: { id: string }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.connector.connections.byId.queryOptions({ id }));
  const facts = [
    ["App", data.app.name],
    ["Connection ID", data.publicId],
    ["Created", `${format.instant(data.createdAt)} by ${data.createdBy}`],
    ["Delivery", "At least once, one replacement ID per push"],
    ["Limits", limitText],
    ...(data.revokedAt
      ? [["Revoked", `${format.instant(data.revokedAt)} by ${data.revokedBy ?? ""}`]]
      : []),
  ];
  return (
    <div className={styles.root}>
      {data.revokedAt === null && <Rename id={id} name={data.name} />}
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <FactRow key={term} term={term ?? ""} value={value ?? ""} />
        ))}
      </dl>
      <div className={styles.files}>
        <span>Descriptions for your tools:</span>
        <a className={styles.link} href={`/api/v1/swagger.json?connection=${id}`} download>
          Swagger 2.0 for a Power Platform custom connector
        </a>
        <a className={styles.link} href="/api/v1/openapi.json" download>
          OpenAPI 3.1 of the whole API
        </a>
      </div>
      {data.revokedAt === null && <Revoke id={id} name={data.name} />}
    </div>
  );
}

const limitText = `${pushLimits.recipients.toLocaleString("en")} recipients and ${pushLimits.people.toLocaleString("en")} people a call, ${pushLimits.messageCharacters.toLocaleString("en")} characters, ${pushLimits.params} parameters; ${pushLimits.perSecond} calls a second, ${pushLimits.burst} at once`;

function FactRow({ term, value }: { term: string; value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}

function Rename({ id, name: known }: { id: string; name: string }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const managing = useMay(["owner", "manager"], "rename connections");
  const [name, setName] = useState(known);
  const rename = useMutation(
    trpc.connector.connections.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.connector.connections.pathFilter());
        message("Connection renamed");
      },
    }),
  );
  const failure = rename.error ? failureOf(rename.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (managing.may) rename.mutate({ id, name });
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.form}>
        <div className={styles.field}>
          <TextField
            label="Name"
            value={name}
            onText={setName}
            problem={fieldProblems(rename.error).name}
          />
        </div>
        <NotAllowed reason={managing.reason}>
          <Button type="submit" disabledFocusable={!managing.may || name === known}>
            Rename
          </Button>
        </NotAllowed>
      </div>
      {failure && failure.fields.length === 0 && <ErrorBar message={failure.message} />}
    </form>
  );
}

function Revoke({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const managing = useMay(["owner", "manager"], "revoke connections");
  const [isAsking, setAsking] = useState(false);
  const revoke = useMutation(
    trpc.connector.connections.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.connector.pathFilter());
        setAsking(false);
      },
    }),
  );
  const failure = revoke.error ? failureOf(revoke.error) : undefined;
  return (
    <div>
      <NotAllowed reason={managing.reason}>
        <Button disabledFocusable={!managing.may} onClick={() => managing.may && setAsking(true)}>
          Revoke connection
        </Button>
      </NotAllowed>
      {isAsking && (
        <ConfirmDialog
          isOpen
          title={`Revoke “${name}”?`}
          confirm="Revoke connection"
          keep="Keep connection"
          isBusy={revoke.isPending}
          onConfirm={() => revoke.mutate({ id })}
          onClose={() => setAsking(false)}
        >
          All its keys end at once, and nothing can be sent through it again. Its history stays.
          This can’t be undone.
          {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
        </ConfirmDialog>
      )}
    </div>
  );
}
