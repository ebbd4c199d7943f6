"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle16Filled, Circle16Regular } from "@fluentui/react-icons";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  root: {
    padding: "28px",
    backgroundColor: tokens.colorNeutralBackground3,
    "@media (max-width: 639.98px)": { padding: "20px" },
  },
  title: { ...type.h2, margin: "0 0 16px" },
  list: { listStyle: "none", margin: 0, padding: 0 },
  item: {
    ...type.body,
    position: "relative",
    display: "flex",
    gap: "10px",
    minHeight: "44px",
    ":not(:last-child)::before": {
      content: '""',
      position: "absolute",
      left: "7.5px",
      top: "22px",
      bottom: "4px",
      width: "1px",
      backgroundColor: tokens.colorNeutralStroke1,
    },
  },
  current: { fontWeight: 600 },
  done: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0, marginTop: "1px" },
  open: { color: tokens.colorNeutralForeground3, flexShrink: 0, marginTop: "1px" },
  here: { color: tokens.colorCompoundBrandBackground },
  words: { minWidth: 0 },
  fact: {
    ...type.caption,
    display: "block",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    color: tokens.colorNeutralForeground3,
  },
  note: { ...type.caption, margin: "8px 0 0", color: tokens.colorNeutralForeground3 },
});

export interface SetupStep {
  label: string;
  /** What was chosen, once it is done. */
  fact?: string;
}

export function SetupSteps(props: { steps: SetupStep[]; current: number; note: string }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <p className={styles.title}>Set up Herald</p>
      <ol className={styles.list}>
        {props.steps.map((step, index) => (
          <li
            key={step.label}
            className={mergeClasses(styles.item, index === props.current && styles.current)}
            aria-current={index === props.current ? "step" : undefined}
          >
            {index < props.current ? (
              <CheckmarkCircle16Filled className={styles.done} aria-label="Done" />
            ) : (
              <Circle16Regular
                className={mergeClasses(styles.open, index === props.current && styles.here)}
                aria-hidden
              />
            )}
            <span className={styles.words}>
              {step.label}
              {index < props.current && step.fact && (
                <span className={styles.fact}>{step.fact}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.note}>{props.note}</p>
    </div>
  );
}
