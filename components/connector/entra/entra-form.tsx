"use client";

import { Button, makeStyles } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { TextField } from "@/components/ui/fields/text-field";

export type EntraSync = RouterOutputs["connector"]["directory"]["byId"]["sync"];

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px", maxWidth: "480px" },
});

interface Props {
  sync: EntraSync;
  writing: { may: boolean; reason: string };
}

/** The app registration. A stored secret is never shown again, only replaced. */
export function EntraForm({ sync, writing }: Props) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [tenantId, setTenantId] = useState(sync?.tenantId ?? "");
  const [clientId, setClientId] = useState(sync?.clientId ?? "");
  const [secret, setSecret] = useState("");
  const store = useMutation(
    trpc.connector.directory.create.mutationOptions({
      onSuccess: () => {
        setSecret("");
        return queries.invalidateQueries(trpc.connector.directory.pathFilter());
      },
    }),
  );
  const problems = fieldProblems(store.error);
  const failure = store.error ? failureOf(store.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (writing.may) store.mutate({ tenantId, clientId, ...(secret ? { secret } : {}) });
  }
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <TextField
        label="Directory (tenant) ID"
        value={tenantId}
        onText={setTenantId}
        problem={problems.tenantId}
      />
      <TextField
        label="Application (client) ID"
        value={clientId}
        onText={setClientId}
        problem={problems.clientId}
      />
      <TextField
        label="Client secret"
        hint={
          sync
            ? "A secret is stored. Leave this empty to keep it."
            : "Kept encrypted. It is never shown again, only replaced."
        }
        type="password"
        autoComplete="off"
        value={secret}
        onText={setSecret}
        problem={problems.secret}
      />
      {failure && failure.fields.length === 0 && (
        <ErrorBar message={failure.message} requestId={failure.requestId} />
      )}
      <div>
        <NotAllowed reason={writing.reason}>
          <Button
            type="submit"
            appearance={sync ? "secondary" : "primary"}
            disabledFocusable={!writing.may || store.isPending}
          >
            {sync ? "Save and test" : "Connect"}
          </Button>
        </NotAllowed>
      </div>
    </form>
  );
}
