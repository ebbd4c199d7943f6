"use client";

import { makeStyles } from "@fluentui/react-components";
import { type ComponentType, useState } from "react";
import type { AppDetails } from "@/components/apps/types";
import { usePlainTable } from "@/components/table/plain-table";
import type { ProviderName } from "@/db/enums";
import { ApnsCredentialsForm } from "./apns-credentials-form";
import { CredentialRow } from "./credential-row";
import type { CredentialsFormProps } from "./credentials-frame";
import { FcmCredentialsForm } from "./fcm-credentials-form";
import { WebPushKeyForm } from "./web-push-key-form";
import { WnsCredentialsForm } from "./wns-credentials-form";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "16px" },
  head: { "@media (max-width: 640px)": { display: "none" } },
  scroll: { overflowX: "auto" },
});

const services: {
  provider: ProviderName;
  platforms: string;
  Form: ComponentType<CredentialsFormProps>;
}[] = [
  { provider: "wns", platforms: "Windows", Form: WnsCredentialsForm },
  { provider: "webpush", platforms: "Browsers", Form: WebPushKeyForm },
  { provider: "fcm", platforms: "Android", Form: FcmCredentialsForm },
  { provider: "apns", platforms: "iOS, macOS", Form: ApnsCredentialsForm },
];

/** Credentials per push service. A stored secret is never shown again, only replaced. */
export function CredentialsPanel({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const table = usePlainTable();
  const [editing, setEditing] = useState<ProviderName>();
  const Form = services.find(({ provider }) => provider === editing)?.Form;
  return (
    <div className={styles.root}>
      <div className={styles.scroll}>
        <table className={table.table}>
          <thead className={styles.head}>
            <tr>
              <th className={table.head}>Provider</th>
              <th className={table.head}>State</th>
              <th className={table.head}>Identity</th>
              <th className={table.headNumber}>Live devices</th>
              <th className={table.head}>Actions</th>
            </tr>
          </thead>
          <tbody>
            {services.map(({ provider, platforms }) => (
              <CredentialRow
                key={provider}
                app={app}
                provider={provider}
                platforms={platforms}
                onEdit={() => setEditing(provider)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {Form && <Form key={editing} appId={app.id} onDone={() => setEditing(undefined)} />}
    </div>
  );
}
