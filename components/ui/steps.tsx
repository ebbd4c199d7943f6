"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Checkmark12Filled } from "@fluentui/react-icons";
import Link from "next/link";
import { type } from "./tokens";

const useStyles = makeStyles({
  list: { display: "flex", alignItems: "center", listStyle: "none", margin: 0, padding: 0 },
  item: { display: "flex", alignItems: "center", minWidth: 0 },
  line: {
    width: "24px",
    height: "1px",
    margin: "0 8px",
    backgroundColor: tokens.colorNeutralStroke1,
    // Beside the navigation there is not room for six names and long lines.
    "@media (max-width: 1119.98px)": { width: "16px", margin: "0 4px" },
    "@media (max-width: 639.98px)": { width: "8px", margin: "0 4px" },
  },
  link: {
    ...type.body,
    display: "flex",
    alignItems: "center",
    gap: "8px",
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
  },
  mark: {
    ...type.caption,
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    flexShrink: 0,
    width: "22px",
    height: "22px",
    boxSizing: "border-box",
    borderRadius: "50%",
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  done: {
    border: "1px solid transparent",
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  current: {
    fontWeight: 600,
    border: "1px solid transparent",
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  currentText: { fontWeight: 600, color: tokens.colorNeutralForeground1 },
  otherText: { "@media (max-width: 1023.98px)": { display: "none" } },
});

export interface Step {
  key: string;
  label: string;
  /** Absent = cannot be gone to yet. */
  href?: string;
  isDone: boolean;
}

/** An ordered list of links: done = check, current = filled number. In a narrow window only its name shows. */
export function Steps(props: { steps: Step[]; current: string; label: string }) {
  const styles = useStyles();
  return (
    <nav aria-label={props.label}>
      <ol className={styles.list}>
        {props.steps.map((step, index) => (
          <li key={step.key} className={styles.item}>
            {index > 0 && <span className={styles.line} aria-hidden />}
            <StepLink step={step} number={index + 1} isCurrent={step.key === props.current} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepLink(props: { step: Step; number: number; isCurrent: boolean }) {
  const styles = useStyles();
  const { step, isCurrent } = props;
  const isDone = step.isDone && !isCurrent;
  const content = (
    <>
      <span
        className={mergeClasses(styles.mark, isDone && styles.done, isCurrent && styles.current)}
      >
        {isDone ? <Checkmark12Filled aria-label="Done" /> : props.number}
      </span>
      <span className={isCurrent ? styles.currentText : styles.otherText}>{step.label}</span>
    </>
  );
  if (!step.href) return <span className={styles.link}>{content}</span>;
  return (
    <Link
      href={step.href}
      className={styles.link}
      aria-current={isCurrent ? "step" : undefined}
      aria-label={step.label}
    >
      {content}
    </Link>
  );
}
