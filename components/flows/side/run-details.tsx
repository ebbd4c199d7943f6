"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled, DismissCircleFilled } from "@fluentui/react-icons";
import type { EvaluatedRow, FieldValue } from "@/server/flows/schema";
import type { ShownRun } from "../run-words";
import { operatorWords } from "../run-words";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gap: "8px",
    padding: "10px 12px",
    marginBottom: "8px",
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: "13px",
  },
  table: { borderCollapse: "collapse" },
  name: {
    textAlign: "left",
    fontWeight: 400,
    verticalAlign: "top",
    padding: "1px 16px 1px 0",
    color: tokens.colorNeutralForeground3,
  },
  value: { overflowWrap: "anywhere" },
  row: { display: "flex", gap: "6px", alignItems: "center", overflowWrap: "anywhere" },
  good: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  bad: { color: tokens.colorPaletteRedForeground1, flexShrink: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

const causes: Record<string, string> = {
  webhook: "a signed request",
  schedule: "the schedule",
  segment: "somebody entering the segment",
  purchase: "a purchase",
  test: "a test",
  replay: "a replay",
};

/** What came in, what the condition made of it, what came out. */
export function RunDetails(props: { run: ShownRun; mayReplay: boolean; onReplay(): void }) {
  const styles = useStyles();
  const { run } = props;
  return (
    <div className={styles.root}>
      {run.detail && <span>{run.detail}</span>}
      <table className={styles.table}>
        <tbody>
          {Object.entries(run.input).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className={styles.name}>
                {name}
              </th>
              <td className={styles.value}>{shown(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {run.evaluated.map((row) => (
        <span key={`${row.field} ${row.operator} ${row.value}`} className={styles.row}>
          {row.holds ? (
            <CheckmarkCircleFilled className={styles.good} aria-label="Holds" />
          ) : (
            <DismissCircleFilled className={styles.bad} aria-label="Does not hold" />
          )}
          {rowText(row)}
        </span>
      ))}
      <span className={styles.quiet}>
        Version {run.version}, started by {causes[run.cause] ?? run.cause}
        {run.replayOf !== null && ` of run ${run.replayOf}`}
        {run.pushId && `; push ${run.pushId}`}
      </span>
      <span>
        <Button size="small" disabled={!props.mayReplay} onClick={props.onReplay}>
          Replay with today’s flow
        </Button>
      </span>
    </div>
  );
}

function rowText({ field, operator, value, actual }: EvaluatedRow): string {
  return `${field} ${operatorWords[operator]} ${value}: it was ${shown(actual) || "empty"}`;
}

function shown(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
