"use client";

import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";
import { type ProviderName, providerTitles } from "@/db/enums";

const useStyles = makeStyles({
  form: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    maxWidth: "560px",
    padding: "16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  heading: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
  buttons: { display: "flex", gap: "8px" },
});

export interface CredentialsFormProps {
  appId: number;
  onDone(): void;
}

/** Stores credentials and has the push service asked whether it takes them. */
export function useStoreCredentials(
  provider: ProviderName,
  { appId, onDone }: CredentialsFormProps,
) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const test = useMutation(trpc.apps.credentials.test.mutationOptions());
  const store = useMutation(
    trpc.apps.credentials.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.apps.pathKey() });
        message(`Credentials of ${providerTitles[provider]} stored.`);
        test.mutate({ appId, provider });
        onDone();
      },
    }),
  );
  const problems = fieldProblems(store.error);
  return { store, problems };
}

/** The frame of every credentials form: what is wrong with the whole, and the two buttons. */
export function CredentialsFrame(props: {
  title: string;
  storing: ReturnType<typeof useStoreCredentials>;
  onSubmit(): void;
  onDone(): void;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { store, problems } = props.storing;
  function submit(event: FormEvent) {
    event.preventDefault();
    props.onSubmit();
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={props.title}>
      <h2 className={styles.heading}>{props.title}</h2>
      {store.error && Object.keys(problems).length === 0 && (
        <MessageBar intent="error">
          <MessageBarBody>{failureOf(store.error).message}</MessageBarBody>
        </MessageBar>
      )}
      {props.children}
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabled={store.isPending}>
          Store credentials
        </Button>
        <Button onClick={props.onDone}>Cancel</Button>
      </div>
    </form>
  );
}
