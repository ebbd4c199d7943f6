"use client";

import { makeStyles } from "@fluentui/react-components";
import { useMemo } from "react";
import { PreviewPane } from "@/components/notifications/wizard/content/preview-pane";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { CodeBlock } from "@/components/ui/code-block";
import { parsePayload } from "@/content/parse";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 412px",
    gap: "24px",
    alignItems: "start",
    "@media (max-width: 1023px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
});

/** What was sent, as it looks and as it is written. */
export function SentContent(props: { notification: RouterOutputs["notifications"]["byId"] }) {
  const styles = useStyles();
  const { draft, apps, kind } = props.notification;
  const document = useMemo(() => {
    const parsed = parsePayload(draft.content.document);
    return parsed.ok ? parsed.document : undefined;
  }, [draft.content.document]);
  return (
    <div className={styles.columns}>
      <CodeBlock code={draft.content.document} label="Payload" />
      <PreviewPane
        document={document}
        kind={kind}
        app={apps[0] ?? { name: "Your app", iconGlyph: "app", iconColor: "#0F6CBD" }}
        language={draft.content.defaultLanguage}
        badge={draft.content.badge}
      />
    </div>
  );
}
