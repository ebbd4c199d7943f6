"use client";

import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import type { CredentialsFormProps } from "./credentials-frame";

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
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: "flex", gap: "8px", flexWrap: "wrap" },
});

/** The app's VAPID key pair: made here, replaced with a warning, its contact changed without one. */
export function WebPushKeyForm({ appId, onDone }: CredentialsFormProps) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { data: app } = useSuspenseQuery(trpc.apps.byId.queryOptions({ id: appId }));
  const stored = app.credentials.find(({ provider }) => provider === "webpush")?.identity;
  const [subject, setSubject] = useState(stored?.subject ?? "mailto:");
  const [isAsking, setAsking] = useState(false);
  const { create, update } = useKeyDeeds(onDone);
  const error = create.error ?? update.error;
  const problems = fieldProblems(error);
  const make = () => create.mutate({ appId, subject, replaces: stored?.publicKey ?? null });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (stored) update.mutate({ appId, subject });
    else make();
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-label="Web Push key pair">
      <h2 className={styles.heading}>Web Push key pair</h2>
      <p className={styles.text}>
        Herald makes it. Browsers subscribe with the public key, which the SDK asks for; the private
        key stays with the workers, encrypted.
      </p>
      {error && Object.keys(problems).length === 0 && (
        <MessageBar intent="error">
          <MessageBarBody>{failureOf(error).message}</MessageBarBody>
        </MessageBar>
      )}
      <Field
        label="Contact"
        required
        hint="Whom push services turn to if something goes wrong, for example mailto:push@contoso.com."
        validationMessage={problems.subject}
      >
        <Input value={subject} onChange={(_, data) => setSubject(data.value)} />
      </Field>
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabled={create.isPending || update.isPending}>
          {stored ? "Save contact" : "Make key pair"}
        </Button>
        {stored && <Button onClick={() => setAsking(true)}>Make a new key pair</Button>}
        <Button onClick={onDone}>Cancel</Button>
      </div>
      <ConfirmDialog
        title="Replace the key pair?"
        confirm="Make a new key pair"
        keep="Keep it"
        isOpen={isAsking}
        isBusy={create.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          make();
        }}
      >
        {format.count(app.liveByProvider.webpush ?? 0, "browser")} of {app.name} get no
        notifications until they open the app again: a subscription belongs to the key it was made
        with. The SDK subscribes anew by itself.
      </ConfirmDialog>
    </form>
  );
}

function useKeyDeeds(onDone: () => void) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const done = (text: string) => async () => {
    await client.invalidateQueries({ queryKey: trpc.apps.pathKey() });
    message(text);
    onDone();
  };
  return {
    create: useMutation(
      trpc.apps.webPushKey.create.mutationOptions({ onSuccess: done("Key pair made.") }),
    ),
    update: useMutation(
      trpc.apps.webPushKey.update.mutationOptions({ onSuccess: done("Contact saved.") }),
    ),
  };
}
