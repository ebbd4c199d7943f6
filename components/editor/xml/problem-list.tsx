"use client";

import { Button, Link, makeStyles, tokens } from "@fluentui/react-components";
import { StatusIcon } from "@/components/ui/status";
import { problemLooks } from "@/components/ui/status-looks";
import type { Problem, ProblemFix } from "@/content/problem";

const useStyles = makeStyles({
  list: {
    listStyle: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
  },
  row: { display: "flex", alignItems: "flex-start", gap: "8px", fontSize: "13px" },
  icon: { flexShrink: 0, paddingTop: "2px" },
  text: { flex: 1, minWidth: 0, overflowWrap: "anywhere", textAlign: "left" },
  none: { color: tokens.colorNeutralForeground3, fontSize: "13px", margin: 0 },
});

/** "Line 17, column 25: …"; a click goes there, a fix is one more click. */
export function ProblemList(props: {
  problems: readonly Problem[];
  onGo(problem: Problem): void;
  onFix?(fix: ProblemFix): void;
}) {
  const styles = useStyles();
  const { problems, onFix } = props;
  if (problems.length === 0) return <p className={styles.none}>No problems found.</p>;
  return (
    <ul className={styles.list} aria-label="Problems in the XML">
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.start} ${problem.message}`} className={styles.row}>
          <span className={styles.icon}>
            <StatusIcon look={problemLooks[problem.severity]} labelled />
          </span>
          <Link as="button" className={styles.text} onClick={() => props.onGo(problem)}>
            Line {problem.line}, column {problem.column}: {problem.message}
          </Link>
          {onFix && <FixButton fix={problem.fix} onFix={onFix} />}
        </li>
      ))}
    </ul>
  );
}

function FixButton(props: { fix: ProblemFix | undefined; onFix(fix: ProblemFix): void }) {
  const { fix } = props;
  if (!fix) return null;
  return (
    <Button size="small" onClick={() => props.onFix(fix)}>
      {fix.label}
    </Button>
  );
}
