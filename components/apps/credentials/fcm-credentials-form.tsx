"use client";

import { useState } from "react";
import {
  type CredentialsFormProps,
  CredentialsFrame,
  useStoreCredentials,
} from "./credentials-frame";
import { KeyFileField } from "./key-file-field";

/** FCM: the service account of the Firebase project, as the console gives it. */
export function FcmCredentialsForm(props: CredentialsFormProps) {
  const storing = useStoreCredentials("fcm", props);
  const [serviceAccount, setServiceAccount] = useState("");
  return (
    <CredentialsFrame
      title="FCM credentials"
      storing={storing}
      onDone={props.onDone}
      onSubmit={() =>
        storing.store.mutate({
          appId: props.appId,
          provider: "fcm",
          credentials: { serviceAccount },
        })
      }
    >
      <KeyFileField
        label="Service account (JSON)"
        hint="Firebase console, Project settings, Service accounts, Generate new private key. Kept encrypted; never shown again."
        accept=".json,application/json"
        value={serviceAccount}
        problem={storing.problems["credentials.serviceAccount"]}
        onChange={setServiceAccount}
      />
    </CredentialsFrame>
  );
}
