"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { StatusIcon } from "@/components/ui/status";
import { verdictLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import type { One } from "./verdict-words";

type Check = One["checks"][number];
type Condition = NonNullable<Check["filters"]>[number][number];

const useStyles = makeStyles({
  heading: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: "12px 0 4px" },
  list: { listStyle: "none", margin: 0, padding: 0 },
  check: {
    position: "relative",
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr)",
    gap: "8px",
    padding: "4px 0",
    ":not(:last-child)::before": {
      content: '""',
      position: "absolute",
      left: "7px",
      top: "24px",
      bottom: "-4px",
      borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
  deciding: { fontWeight: 600 },
  filters: { listStyle: "none", margin: "4px 0 0", padding: 0 },
  filter: {
    padding: "4px 8px",
    marginBottom: "4px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: "12px",
    lineHeight: "16px",
  },
  condition: { overflowWrap: "anywhere" },
  missed: { color: tokens.colorStatusDangerForeground1 },
});

/** What was checked, in order: the deciding one bold, what comes after it not reached. */
export function ChecksList({ checks }: { checks: Check[] }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <>
      <h3 className={styles.heading}>What was checked, in order</h3>
      <ol className={styles.list}>
        {checks.map((check) => (
          <li key={check.key} className={styles.check}>
            <StatusIcon look={verdictLooks[check.state]} labelled />
            <div>
              <span className={mergeClasses(check.state === "deciding" && styles.deciding)}>
                {check.label}
              </span>
              <p className={styles.quiet}>
                {check.state === "not_reached"
                  ? "Not reached"
                  : check.detail
                      .map((part) => (typeof part === "string" ? part : format.instant(part)))
                      .join("")}
              </p>
              {check.filters && check.filters.length > 0 && <Filters filters={check.filters} />}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The conditions with what they looked at; boxes are joined by AND, rows by OR. */
function Filters({ filters }: { filters: Condition[][] }) {
  const styles = useStyles();
  return (
    <ul className={styles.filters} aria-label="Conditions">
      {filters.map((filter, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rule of then never changes.
        <li key={place} className={styles.filter}>
          {filter.map((condition, row) => (
            <div key={condition.text} className={styles.condition}>
              {row > 0 && "or "}
              <ConditionLine condition={condition} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

function ConditionLine({ condition }: { condition: Condition }) {
  const styles = useStyles();
  const format = useFormat();
  const { text, isMet, value } = condition;
  if (isMet === null) {
    return (
      <>
        {text} <span className={styles.quiet}>· not shown</span>
      </>
    );
  }
  const shown =
    value === null
      ? "nothing known"
      : value instanceof Date
        ? format.instant(value)
        : typeof value === "number"
          ? format.number(value)
          : value;
  return (
    <>
      {text} ·{" "}
      <span className={mergeClasses(!isMet && styles.missed)}>{isMet ? "met" : "not met"}</span>
      <span className={styles.quiet}> · was {shown}</span>
    </>
  );
}
