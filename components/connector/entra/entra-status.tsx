"use client";

import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { Status, type StatusLook } from "@/components/ui/status";
import { deliveryLooks, notificationLooks, problemLooks } from "@/components/ui/status-looks";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import type { EntraSync } from "./entra-form";

type Sync = NonNullable<EntraSync>;

const useStyles = makeStyles({
  facts: {
    ...type.body,
    display: "grid",
    gridTemplateColumns: "120px minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "8px",
    margin: 0,
    padding: "12px 16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    "@media (max-width: 639.98px)": { gridTemplateColumns: "minmax(0, 1fr)", rowGap: "2px" },
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: "anywhere" },
  quiet: { ...type.caption, margin: "2px 0 0", color: tokens.colorNeutralForeground3 },
  progress: { marginTop: "6px", maxWidth: "320px" },
});

/** What Microsoft answered, what was read, and when it is read again. */
export function EntraStatus({ sync }: { sync: Sync }) {
  const styles = useStyles();
  const format = useFormat();
  const reading = readingOf(sync);
  return (
    <dl className={styles.facts} aria-label="Microsoft Entra ID">
      <dt className={styles.term}>Connection</dt>
      <dd className={styles.value} aria-live="polite">
        <Status look={testLook(sync)} />
        <Detail text={sync.testAnswer} />
      </dd>
      <dt className={styles.term}>Last reading</dt>
      <dd className={styles.value} aria-live="polite">
        <Status look={reading} />
        <Detail text={sync.stateReason} />
        {sync.state === "running" ? (
          <ProgressBar className={styles.progress} aria-label="Reading" />
        ) : (
          sync.finishedAt && <Detail text={format.exact(sync.finishedAt)} />
        )}
        {sync.startedAt && <Detail text={wordsOfRead(sync, format)} />}
      </dd>
      <dt className={styles.term}>Next reading</dt>
      <dd className={styles.value}>
        {sync.nextAt && sync.state !== "running" ? format.instant(sync.nextAt) : "—"}
      </dd>
      <dt className={styles.term}>In Herald from it</dt>
      <dd className={styles.value}>
        {format.number(sync.people)} people, {format.count(sync.groups, "group")}
      </dd>
    </dl>
  );
}

function Detail({ text }: { text: string | null }) {
  const styles = useStyles();
  return text ? <p className={styles.quiet}>{text}</p> : null;
}

function testLook({ isTestOk }: Sync): StatusLook {
  if (isTestOk === null) return { ...deliveryLooks.sending, label: "Asking Microsoft…" };
  return isTestOk
    ? { ...deliveryLooks.sent, label: "Microsoft answers" }
    : { ...problemLooks.error, label: "Microsoft refuses" };
}

function readingOf({ state, finishedAt }: Sync): StatusLook {
  if (state === "running") return { ...notificationLooks.sending, label: "Reading" };
  if (state === "waiting") return { ...problemLooks.warning, label: "Waiting" };
  if (state === "failed") return { ...problemLooks.error, label: "Failed" };
  return finishedAt
    ? { ...deliveryLooks.sent, label: "Done" }
    : { ...deliveryLooks.unknown, label: "Nothing was read yet. Select Sync now." };
}

function wordsOfRead(sync: Sync, format: ReturnType<typeof useFormat>): string {
  const people =
    sync.changedPeople === 1 ? "1 person" : `${format.number(sync.changedPeople)} people`;
  const read = `${people} and ${format.count(sync.changedGroups, "group")}`;
  const pages = format.count(sync.pages, "page");
  return sync.finishedAt
    ? `${read} were new or had changed (${pages})`
    : `${read} so far (${pages})`;
}
