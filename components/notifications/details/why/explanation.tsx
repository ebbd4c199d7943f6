"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { reasonLabels } from "@/components/notifications/reasons";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { StatusIcon } from "@/components/ui/status";
import { verdictLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";

type One = RouterOutputs["notifications"]["explain"]["explanations"][number];

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "12px 16px",
    marginBottom: "12px",
  },
  head: { display: "flex", gap: "8px", alignItems: "center", fontWeight: 600, fontSize: "14px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
  list: { listStyle: "none", margin: "12px 0 0", padding: 0 },
  check: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: "8px",
    padding: "4px 0",
  },
  deciding: { fontWeight: 600 },
});

const goodVerdicts: One["verdict"][] = ["sent", "would_send"];

/** The verdict of one device as a sentence, and what was checked in order. */
export function Explanation({ explanation }: { explanation: One }) {
  const styles = useStyles();
  const format = useFormat();
  const isGood = goodVerdicts.includes(explanation.verdict);
  const isWaiting = explanation.verdict === "queued";
  const look = isGood
    ? verdictLooks.passed
    : isWaiting
      ? verdictLooks.not_reached
      : verdictLooks.deciding;
  return (
    <section className={styles.card} aria-label={explanation.appName}>
      <div className={styles.head}>
        <StatusIcon look={look} /> {titleOf(explanation)}
      </div>
      <p>{sentenceOf(explanation, format)}</p>
      <p className={styles.quiet}>
        {explanation.appName}, {explanation.deviceType ?? "device"}, installation{" "}
        {explanation.installId}
      </p>
      <ol className={styles.list}>
        {explanation.checks.map((check) => (
          <li key={check.key} className={styles.check}>
            <StatusIcon look={verdictLooks[check.state]} labelled />
            <span>
              <span className={mergeClasses(check.state === "deciding" && styles.deciding)}>
                {check.label}
              </span>
              <p className={styles.quiet}>
                {check.state === "not_reached" ? "Not reached" : check.detail}
              </p>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function titleOf({ verdict, reason, launchedAt }: One): string {
  switch (verdict) {
    case "sent":
      return launchedAt ? "Sent and opened" : "Sent";
    case "held_back":
      return `Not sent: ${reasonLabels[reason].toLowerCase()}`;
    case "failed":
      return "Failed";
    case "channel_expired":
      return "Channel expiration failure";
    case "unknown":
      return "Unknown";
    case "queued":
      return "Waiting to be sent";
    case "registered_later":
      return "Not sent: registered afterwards";
    case "would_send":
      return "Would get it";
    case "would_hold_back":
      return `Would not get it: ${reasonLabels[reason].toLowerCase()}`;
  }
}

function sentenceOf(one: One, format: ReturnType<typeof useFormat>): string {
  const when = one.at ? format.exact(one.at) : "";
  switch (one.verdict) {
    case "sent": {
      const inLanguage = one.language ? ` in ${languageName(one.language)}` : "";
      const opened = one.launchedAt ? ` Opened ${format.exact(one.launchedAt)}.` : "";
      return `Sent ${when}${inLanguage}.${opened}`;
    }
    case "unknown":
      return "We can’t tell. The worker stopped between asking the push service and noting its answer, and at most once forbids asking again.";
    case "failed":
    case "channel_expired":
      return `${reasonLabels[one.reason]}, ${when}.`;
    case "queued":
      return `Its turn is ${when}.`;
    case "registered_later":
      return "This device registered after the audience was frozen.";
    case "would_send":
      return "Nothing holds it back.";
    default:
      return `The reason: ${reasonLabels[one.reason].toLowerCase()}.`;
  }
}
