"use client";

import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";
import type { WnsCredentials } from "@/server/providers/wns/credentials";

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

type Values = { packageSid: string; tenantId: string; clientId: string; secret: string };
const empty: Values = { packageSid: "", tenantId: "", clientId: "", secret: "" };

/** Both ways into WNS: the app's own secret from Partner Center, or its Entra registration. */
export function WnsCredentialsForm(props: { appId: number; onDone(): void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const [flow, setFlow] = useState<WnsCredentials["flow"]>("legacy");
  const [values, setValues] = useState(empty);
  const store = useMutation(
    trpc.apps.credentials.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.apps.pathKey() });
        message("Credentials stored. WNS is asked whether it takes them.");
        test.mutate({ appId: props.appId, provider: "wns" });
        props.onDone();
      },
    }),
  );
  const test = useMutation(trpc.apps.credentials.test.mutationOptions());
  const problems = fieldProblems(store.error);
  const problem = (name: string) => problems[`credentials.${name}`];

  function submit(event: FormEvent) {
    event.preventDefault();
    const { packageSid, tenantId, clientId, secret } = values;
    const credentials: WnsCredentials =
      flow === "legacy" ? { flow, packageSid, secret } : { flow, tenantId, clientId, secret };
    store.mutate({ appId: props.appId, provider: "wns", credentials });
  }

  const field = (name: keyof Values, label: string, hint?: string) => (
    <Field label={label} required hint={hint} validationMessage={problem(name)}>
      <Input
        value={values[name]}
        type={name === "secret" ? "password" : "text"}
        autoComplete="off"
        onChange={(_, data) => setValues({ ...values, [name]: data.value })}
      />
    </Field>
  );

  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.heading}>WNS credentials</h2>
      {store.error && Object.keys(problems).length === 0 && (
        <MessageBar intent="error">
          <MessageBarBody>{failureOf(store.error).message}</MessageBarBody>
        </MessageBar>
      )}
      <RadioGroup
        value={flow}
        onChange={(_, data) => setFlow(data.value === "entra" ? "entra" : "legacy")}
      >
        <Radio value="legacy" label="Store app: package SID and secret" />
        <Radio value="entra" label="Windows App SDK: Microsoft Entra application" />
      </RadioGroup>
      {flow === "legacy" ? (
        field(
          "packageSid",
          "Package SID",
          "Starts with ms-app://S-1-15-2-, in Partner Center under App identity.",
        )
      ) : (
        <>
          {field("tenantId", "Tenant ID")}
          {field("clientId", "Application (client) ID")}
        </>
      )}
      {field("secret", "Secret", "Kept encrypted. It is never shown again, only replaced.")}
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabled={store.isPending}>
          Store credentials
        </Button>
        <Button onClick={props.onDone}>Cancel</Button>
      </div>
    </form>
  );
}
