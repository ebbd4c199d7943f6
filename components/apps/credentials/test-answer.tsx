"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled, ErrorCircleFilled } from "@fluentui/react-icons";
import type { AppDetails } from "@/components/apps/types";
import { reasonAdvice } from "@/components/notifications/reasons";
import { useFormat } from "@/components/ui/use-format";
import { type ProviderName, providerTitles } from "@/db/enums";

type Answer = NonNullable<AppDetails["credentials"][number]["testAnswer"]>;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "4px", maxWidth: "640px" },
  line: { display: "inline-flex", alignItems: "center", gap: "6px" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  body: {
    margin: 0,
    padding: "8px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: "monospace",
    fontSize: "12px",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
});

/** What the push service said to a test push, word for word. */
export function TestAnswer({ provider, answer }: { provider: ProviderName; answer: Answer }) {
  const styles = useStyles();
  const format = useFormat();
  const isSent = answer.kind === "sent";
  const advice = answer.reason && reasonAdvice[answer.reason];
  return (
    <div className={styles.root} role="status">
      <span className={styles.line}>
        {isSent ? (
          <CheckmarkCircleFilled className={styles.good} />
        ) : (
          <ErrorCircleFilled className={styles.bad} />
        )}
        {sentence(providerTitles[provider], answer)} {advice}
      </span>
      <span className={styles.quiet}>
        {answer.installId && `To installation ${answer.installId}, `}
        {format.instant(new Date(answer.at))}
      </span>
      {answer.body && <pre className={styles.body}>{answer.body}</pre>}
    </div>
  );
}

function sentence(title: string, answer: Answer): string {
  if (answer.kind === "sent") {
    const id = answer.messageId ? `, message ${answer.messageId}` : "";
    return `${title} took the test (${answer.status}${id}).`;
  }
  if (answer.kind === "not_asked") return `Nothing was sent: ${answer.detail ?? ""}`;
  const status = answer.status > 0 ? ` with ${answer.status}` : "";
  return `${title} answered${status}: ${answer.detail ?? answer.reason ?? answer.kind}.`;
}
