"use client";

import { Link, makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled, CircleRegular } from "@fluentui/react-icons";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import type { AppDetails } from "@/components/apps/types";
import { AppLink } from "@/components/layout/app-link";
import { Tabs } from "@/components/layout/tabs";
import { CodeBlock } from "@/components/ui/code-block";
import { useFormat } from "@/components/ui/use-format";
import { snippetsFor } from "./snippets";

const useStyles = makeStyles({
  head: { display: "flex", justifyContent: "space-between", alignItems: "baseline" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
  list: { listStyle: "none", margin: "8px 0 0", padding: 0 },
  step: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: "8px",
    paddingBottom: "16px",
  },
  done: { color: tokens.colorStatusSuccessForeground1 },
  open: { color: tokens.colorNeutralForeground3 },
  title: { fontWeight: 600 },
});

const noChange = () => () => undefined;

/** The address this page came from; apps use the same. */
function useOrigin(): string {
  return useSyncExternalStore(
    noChange,
    () => window.location.origin,
    () => "https://herald.example",
  );
}

/** Four steps that tick themselves from real traffic. */
export function ConnectSteps({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const format = useFormat();
  const snippets = snippetsFor(useOrigin(), app.publicKey);
  const [chosen, setChosen] = useState("csharp");
  const snippet = snippets.find(({ key }) => key === chosen) ?? snippets[0];
  const steps = app.connectSteps;
  const hasKey = app.credentials.some(({ provider }) => provider === "webpush");
  const doneCount = Object.values(steps).filter(Boolean).length;
  return (
    <section>
      <div className={styles.head}>
        <h2 className={styles.heading}>Connect your app</h2>
        <span className={styles.quiet}>{doneCount} of 4 done</span>
      </div>
      <ol className={styles.list}>
        <Step title="Add the SDK" at={steps.sdkSeenAt}>
          <Tabs
            isInline
            label="Language of the code"
            items={snippets}
            selected={chosen}
            onSelect={setChosen}
          />
          {snippet && (
            <CodeBlock code={snippet.register} label={`${snippet.label} code to register`} />
          )}
        </Step>
        <Step title="Register a first device" at={steps.firstDeviceAt}>
          <p className={styles.quiet}>
            {steps.firstDeviceAt
              ? `${format.count(app.liveDevices, "live device")}; ${format.number(app.goneDevices)} are marked as gone.`
              : "Waiting for the first device. Start the app once on any PC."}
          </p>
          <p className={styles.quiet}>
            No app at hand?{" "}
            <Link href={`/herald-sample/index.html?key=${app.publicKey}`} target="_blank">
              Open the sample web app
            </Link>{" "}
            {hasKey
              ? "and turn on notifications."
              : "once this app has a Web Push key pair (under Credentials)."}
          </p>
        </Step>
        <Step title="Store the credentials" at={steps.credentialsAcceptedAt}>
          {!steps.credentialsAcceptedAt && (
            <p className={styles.quiet}>
              What the push service knows the app by: for Windows its package SID and secret, for
              the web a key pair that Herald makes.{" "}
              <AppLink href={`/apps/${app.id}?tab=credentials`} inline>
                Store credentials
              </AppLink>
            </p>
          )}
        </Step>
        <Step title="Track app launches" at={steps.firstLaunchAt}>
          <p className={styles.quiet}>
            Call this when the app is started by a notification, or App launch rate stays empty.
          </p>
          {snippet && (
            <CodeBlock code={snippet.track} label={`${snippet.label} code to report launches`} />
          )}
        </Step>
      </ol>
    </section>
  );
}

function Step(props: { title: string; at: Date | null; children?: ReactNode }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <li className={styles.step}>
      {props.at ? (
        <CheckmarkCircleFilled fontSize={20} className={styles.done} aria-label="Done" />
      ) : (
        <CircleRegular fontSize={20} className={styles.open} aria-label="Not done yet" />
      )}
      <div>
        <div className={styles.head}>
          <span className={styles.title}>{props.title}</span>
          <span className={styles.quiet}>{props.at ? format.instant(props.at) : ""}</span>
        </div>
        {props.children}
      </div>
    </li>
  );
}
