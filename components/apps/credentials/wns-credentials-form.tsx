"use client";

import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import type { WnsCredentials } from "@/server/providers/wns/credentials";
import {
  type CredentialsFormProps,
  CredentialsFrame,
  useStoreCredentials,
} from "./credentials-frame";

type Values = { packageSid: string; tenantId: string; clientId: string; secret: string };
const empty: Values = { packageSid: "", tenantId: "", clientId: "", secret: "" };

/** Both ways into WNS: the app's own secret from Partner Center, or its Entra registration. */
export function WnsCredentialsForm(props: CredentialsFormProps) {
  const storing = useStoreCredentials("wns", props);
  const [flow, setFlow] = useState<WnsCredentials["flow"]>("legacy");
  const [values, setValues] = useState(empty);

  function submit() {
    const { packageSid, tenantId, clientId, secret } = values;
    const credentials: WnsCredentials =
      flow === "legacy" ? { flow, packageSid, secret } : { flow, tenantId, clientId, secret };
    storing.store.mutate({ appId: props.appId, provider: "wns", credentials });
  }

  const field = (name: keyof Values, label: string, hint?: string) => (
    <Field
      label={label}
      required
      hint={hint}
      validationMessage={storing.problems[`credentials.${name}`]}
    >
      <Input
        value={values[name]}
        type={name === "secret" ? "password" : "text"}
        autoComplete="off"
        onChange={(_, data) => setValues({ ...values, [name]: data.value })}
      />
    </Field>
  );

  return (
    <CredentialsFrame
      title="WNS credentials"
      storing={storing}
      onSubmit={submit}
      onDone={props.onDone}
    >
      <RadioGroup
        value={flow}
        aria-label="Way into WNS"
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
    </CredentialsFrame>
  );
}
