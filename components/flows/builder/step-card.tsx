"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { WarningFilled } from "@fluentui/react-icons";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    minWidth: 0,
    ":focus-within": {
      outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
      outlineOffset: "-1px",
    },
  },
  head: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    padding: "12px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: {
    display: "grid",
    placeItems: "center",
    width: "28px",
    height: "28px",
    flexShrink: 0,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: "16px",
  },
  words: { minWidth: 0, marginRight: "auto" },
  kind: { margin: 0, fontSize: "12px", lineHeight: "16px", color: tokens.colorNeutralForeground2 },
  title: { margin: 0, fontSize: "14px", lineHeight: "18px", fontWeight: 600 },
  check: { display: "inline-flex", alignItems: "center", gap: "6px", fontSize: "12px" },
  warning: { color: tokens.colorStatusWarningForeground3 },
  body: { display: "flex", flexDirection: "column", gap: "12px", padding: "12px" },
  spine: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    height: "36px",
    paddingLeft: "25px",
    fontSize: "12px",
    color: tokens.colorNeutralForeground3,
    "::before": {
      content: '""',
      width: "1px",
      height: "100%",
      backgroundColor: tokens.colorNeutralStroke1,
    },
  },
  hidden: { display: "none" },
});

/** One of the three fixed steps on the spine. */
export function StepCard(props: {
  kind: string;
  title: string;
  icon: ReactNode;
  toCheck: number;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <section className={styles.card} aria-label={props.kind}>
      <div className={styles.head}>
        <span className={styles.icon} aria-hidden>
          {props.icon}
        </span>
        <div className={styles.words}>
          <p className={styles.kind}>{props.kind}</p>
          <h2 className={styles.title}>{props.title}</h2>
        </div>
        <span className={mergeClasses(styles.check, props.toCheck === 0 && styles.hidden)}>
          <WarningFilled className={styles.warning} /> {props.toCheck} to check
        </span>
      </div>
      <div className={styles.body}>{props.children}</div>
    </section>
  );
}

export function Spine({ label }: { label?: string }) {
  const styles = useStyles();
  return <div className={styles.spine}>{label}</div>;
}
