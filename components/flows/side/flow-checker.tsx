"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled, ErrorCircleFilled, WarningFilled } from "@fluentui/react-icons";
import type { FlowProblem } from "@/server/flows/rules";

const useStyles = makeStyles({
  head: { display: "flex", justifyContent: "space-between", alignItems: "center", gap: "8px" },
  title: { margin: 0, fontSize: "16px", lineHeight: "22px", fontWeight: 600 },
  count: { fontSize: "12px" },
  list: { margin: "8px 0 0", padding: 0, listStyle: "none", display: "grid", gap: "8px" },
  card: {
    display: "grid",
    gridTemplateColumns: "16px 1fr",
    gap: "8px",
    padding: "10px 12px",
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: "13px",
  },
  fine: { display: "grid", gridTemplateColumns: "16px 1fr", gap: "8px", fontSize: "13px" },
  detail: { display: "block", fontSize: "12px", color: tokens.colorNeutralForeground2 },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
});

const fineWords: Record<FlowProblem["step"], string> = {
  trigger: "The trigger is set up",
  condition: "Every condition can be checked",
  action: "The push has a connection, a recipient and a message",
};

/** What keeps the flow from being turned on, and what may surprise; the rest is said to be in order. */
export function FlowChecker({ problems }: { problems: readonly FlowProblem[] }) {
  const styles = useStyles();
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const fine = (["trigger", "condition", "action"] as const).filter(
    (step) => !problems.some((problem) => problem.step === step && problem.severity === "error"),
  );
  return (
    <section aria-label="Flow checker">
      <div className={styles.head}>
        <h2 className={styles.title}>Flow checker</h2>
        <span className={styles.count} role="status">
          {plural(errors, "error")}, {plural(warnings, "warning")}
        </span>
      </div>
      <ul className={styles.list}>
        {problems.map(({ severity, title, detail }) => (
          <li key={title} className={styles.card}>
            {severity === "error" ? (
              <ErrorCircleFilled className={styles.error} aria-label="Error" />
            ) : (
              <WarningFilled className={styles.warning} aria-label="Warning" />
            )}
            <span>
              <strong>{title}</strong>
              {detail && <span className={styles.detail}>{detail}</span>}
            </span>
          </li>
        ))}
        {fine.map((step) => (
          <li key={step} className={styles.fine}>
            <CheckmarkCircleFilled className={styles.good} aria-hidden />
            {fineWords[step]}
          </li>
        ))}
      </ul>
    </section>
  );
}
