"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useMemo } from "react";
import {
  NotificationPreview,
  type PreviewApp,
} from "@/components/notifications/wizard/content/notification-preview";
import { readFields } from "@/content/fields";
import { parsePayload } from "@/content/parse";

import { documentOf, type TemplateChoice } from "./choices";

const useStyles = makeStyles({
  pane: { display: "flex", flexDirection: "column", gap: "12px" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  facts: { display: "grid", gridTemplateColumns: "112px 1fr", gap: "4px 0", margin: 0 },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: "anywhere" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontWeight: 600, fontSize: "12px" },
});

const activationNames: Record<string, string> = {
  foreground: "Foreground",
  background: "Background",
  protocol: "Protocol",
};

interface TemplateApp extends PreviewApp {
  storeId: string | null;
  packageFamilyName: string | null;
}

/** What the chosen template fills in, drawn in full. */
export function TemplateFacts(props: { choice: TemplateChoice; app: TemplateApp | undefined }) {
  const styles = useStyles();
  const { choice } = props;
  const { template, saved } = choice;
  const app = props.app ?? {
    name: "Your app",
    iconGlyph: "app",
    iconColor: "#0F6CBD",
    storeId: null,
    packageFamilyName: null,
  };
  const document = useMemo(() => {
    const parsed = parsePayload(documentOf(choice, app));
    return parsed.ok ? parsed.document : undefined;
  }, [choice, app]);
  const fields = document && readFields(document);
  return (
    <section className={styles.pane} aria-live="polite">
      <h2 className={styles.heading}>{choice.title}</h2>
      {document && (
        <div inert>
          <NotificationPreview
            document={document}
            kind={choice.kind}
            app={app}
            language={saved?.content.defaultLanguage ?? "en-US"}
            badge={saved?.content.badge}
            isShort
          />
        </div>
      )}
      <p className={styles.value}>{choice.description}</p>
      <dl className={styles.facts}>
        {fields?.kind === "toast" && (
          <Fact
            name="Activation type"
            value={activationNames[fields.activationType ?? "foreground"] ?? "Foreground"}
          />
        )}
        {fields?.kind === "toast" && fields.launch && (
          <Fact name="Launch" value={<span className={styles.code}>{fields.launch}</span>} />
        )}
        <Fact name="App launch rate" value={trackingWords(choice)} />
        <Fact
          name="Can go to"
          value={
            template.singleAppOnly
              ? "One app, all its customers below the latest version, within 24 hours"
              : "One app or several"
          }
        />
      </dl>
    </section>
  );
}

function trackingWords({ template, saved }: TemplateChoice): string {
  if (saved?.content.trackLaunches ?? template.canTrack) {
    return "Tracked, when the app reports launches";
  }
  if (template.kind === "tile") return "Not tracked. A tile has no launch arguments.";
  return saved ? "Not tracked" : "Not tracked. Opening the Store is not an app launch.";
}

function Fact(props: { name: string; value: React.ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.value}</dd>
    </>
  );
}
