"use client";

import { Badge, makeStyles, tokens } from "@fluentui/react-components";
import type { PushCheck, PushResult } from "@/components/connector/types";
import { usePlainTable } from "@/components/table/plain-table";
import { ErrorBar } from "@/components/ui/error-bar";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import type { PushTotals } from "@/server/connector/schema";
import { ResultRow } from "./result-row";
import type { ConsoleDeeds } from "./use-console";

const useStyles = makeStyles({
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "12px" },
  title: { ...type.h3, margin: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px" },
  time: { ...type.caption, color: tokens.colorNeutralForeground3, marginLeft: "auto" },
  totals: { ...type.body, display: "flex", flexWrap: "wrap", gap: "4px 20px", margin: "8px 0" },
  quiet: { ...type.body, color: tokens.colorNeutralForeground3, margin: "8px 0" },
  scroll: { overflowX: "auto" },
});

/** What came of each recipient: after a check what would come of it. */
export function ResultView({ app, deeds }: { app: string; deeds: ConsoleDeeds }) {
  const styles = useStyles();
  const shown = deeds.result ?? deeds.checked;
  return (
    <section aria-label="Result" aria-live="polite">
      <div className={styles.head}>
        <h3 className={styles.title}>Result</h3>
        {deeds.result && <Accepted result={deeds.result} />}
        {!deeds.result && deeds.checked && (
          <Badge appearance="outline" color="informative">
            Checked, nothing sent
          </Badge>
        )}
      </div>
      {deeds.result?.state === "paused" && (
        <ErrorBar title="Paused." message={deeds.result.stateReason ?? ""} />
      )}
      {shown ? (
        <>
          <Totals totals={shown.totals} isCheck={deeds.result === undefined} />
          <Rows recipients={shown.recipients} app={app} isCheck={deeds.result === undefined} />
        </>
      ) : (
        <p className={styles.quiet}>
          Nothing sent yet. The outcome for each recipient will appear here.
        </p>
      )}
    </section>
  );
}

function Accepted({ result }: { result: PushResult }) {
  const styles = useStyles();
  const format = useFormat();
  const took =
    result.finishedAt && result.state === "done"
      ? ` · done in ${format.number(Math.max(0, result.finishedAt.getTime() - result.createdAt.getTime()))} ms`
      : "";
  return (
    <>
      <Badge appearance="outline" color="success">
        202 Accepted
      </Badge>
      <code className={styles.code}>{result.id}</code>
      <span className={styles.time}>
        {format.instant(result.createdAt)}
        {took}
      </span>
    </>
  );
}

function Totals({ totals, isCheck }: { totals: PushTotals; isCheck: boolean }) {
  const styles = useStyles();
  const format = useFormat();
  const people = (count: number) => (count === 1 ? "1 person" : `${format.number(count)} people`);
  const parts: [string, string][] = isCheck
    ? [["Would be sent to", `${people(totals.sending)}, ${format.count(totals.devices, "device")}`]]
    : [["Sent", `${people(totals.sent)}, ${format.count(totals.sentDevices, "device")}`]];
  if (!isCheck && totals.sending > 0) parts.push(["Sending", people(totals.sending)]);
  if (totals.skipped > 0) parts.push(["Skipped", people(totals.skipped)]);
  if (totals.failed > 0) parts.push(["Failed", people(totals.failed)]);
  if (totals.unknown > 0) parts.push(["Unknown", people(totals.unknown)]);
  if (totals.notFound > 0) parts.push(["Not found", format.number(totals.notFound)]);
  return (
    <div className={styles.totals}>
      {parts.map(([label, value]) => (
        <span key={label}>
          {label} <strong>{value}</strong>
        </span>
      ))}
    </div>
  );
}

function Rows(props: { recipients: PushCheck["recipients"]; app: string; isCheck: boolean }) {
  const styles = useStyles();
  const plain = usePlainTable();
  return (
    <div className={styles.scroll}>
      <table className={plain.table}>
        <caption className="visually-hidden">Outcome per recipient</caption>
        <thead>
          <tr>
            <th className={plain.head}>Recipient</th>
            <th className={plain.head}>Outcome</th>
            <th className={plain.head}>Detail</th>
          </tr>
        </thead>
        <tbody>
          {/* One recipient may be named twice: its place tells them apart. */}
          {[...props.recipients.entries()].map(([place, row]) => (
            <ResultRow key={place} row={row} app={props.app} isCheck={props.isCheck} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
