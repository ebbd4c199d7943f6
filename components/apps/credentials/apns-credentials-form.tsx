"use client";

import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import type { ApnsEnvironment } from "@/server/providers/apns/credentials";
import {
  type CredentialsFormProps,
  CredentialsFrame,
  useStoreCredentials,
} from "./credentials-frame";
import { KeyFileField } from "./key-file-field";

type Values = Record<"keyId" | "teamId" | "topic" | "secret", string>;
const empty: Values = { keyId: "", teamId: "", topic: "", secret: "" };

/** APNs: a signing key of the Apple team, and the app it is used for. */
export function ApnsCredentialsForm(props: CredentialsFormProps) {
  const storing = useStoreCredentials("apns", props);
  const [values, setValues] = useState(empty);
  const [environment, setEnvironment] = useState<ApnsEnvironment>("production");
  const set = (name: keyof Values) => (value: string) => setValues({ ...values, [name]: value });
  const field = (name: "keyId" | "teamId" | "topic", label: string, hint: string) => (
    <Field
      label={label}
      hint={hint}
      required
      validationMessage={storing.problems[`credentials.${name}`]}
    >
      <Input
        value={values[name]}
        autoComplete="off"
        onChange={(_, data) => set(name)(data.value)}
      />
    </Field>
  );
  return (
    <CredentialsFrame
      title="APNs credentials"
      storing={storing}
      onDone={props.onDone}
      onSubmit={() =>
        storing.store.mutate({
          appId: props.appId,
          provider: "apns",
          credentials: { flow: "token", environment, ...values },
        })
      }
    >
      <KeyFileField
        label="Signing key (.p8)"
        hint="Apple Developer, Keys. Kept encrypted; never shown again."
        accept=".p8,.pem,text/plain"
        value={values.secret}
        problem={storing.problems["credentials.secret"]}
        onChange={set("secret")}
      />
      {field("keyId", "Key ID", "10 characters, in the name of the file: AuthKey_<key ID>.p8.")}
      {field("teamId", "Team ID", "10 characters, under Membership.")}
      {field("topic", "Bundle ID", "For example com.contoso.runner.")}
      <Field label="Environment">
        <RadioGroup
          value={environment}
          onChange={(_, data) =>
            setEnvironment(data.value === "sandbox" ? "sandbox" : "production")
          }
        >
          <Radio value="production" label="Production: App Store and TestFlight" />
          <Radio value="sandbox" label="Sandbox: builds started from Xcode" />
        </RadioGroup>
      </Field>
    </CredentialsFrame>
  );
}
