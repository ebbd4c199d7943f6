"use client";

import {
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { AppLink } from "@/components/layout/app-link";
import { stepHref, stepLabel } from "@/components/notifications/wizard/steps";
import { formatCount } from "@/components/ui/format";
import type { Review } from "./review-step";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", gap: "8px" },
  heading: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
});

/** What stands in the way, and what to know before sending; each leads to its field. */
export function ReviewProblems(props: { id: number; review: Review }) {
  const styles = useStyles();
  const { errors, warnings } = props.review;
  if (errors.length + warnings.length === 0) return null;
  return (
    <section className={styles.list} aria-label="Errors and warnings">
      <h2 className={styles.heading}>{headOf(errors.length, warnings.length)}</h2>
      {errors.map((problem) => (
        <Problem
          key={problem.code + problem.field}
          id={props.id}
          problem={problem}
          intent="error"
        />
      ))}
      {warnings.map((problem) => (
        <Problem
          key={problem.code + problem.field}
          id={props.id}
          problem={problem}
          intent="warning"
        />
      ))}
    </section>
  );
}

/** "1 error, 2 warnings" */
function headOf(errors: number, warnings: number): string {
  const parts = [errors > 0 && formatCount(errors, "error")];
  if (warnings > 0) parts.push(formatCount(warnings, "warning"));
  return parts.filter(Boolean).join(", ");
}

function Problem(props: {
  id: number;
  problem: Review["errors"][number];
  intent: "error" | "warning";
}) {
  const { message, step } = props.problem;
  return (
    <MessageBar intent={props.intent} layout="multiline">
      <MessageBarBody>{message}</MessageBarBody>
      {step !== "review" && step !== "template" && (
        <MessageBarActions>
          <AppLink href={stepHref(props.id, step)}>Go to {stepLabel(step)}</AppLink>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
