"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type } from "./tokens";

const useStyles = makeStyles({
  root: { minWidth: "96px" },
  label: { ...type.caption, color: tokens.colorNeutralForeground3 },
  value: { ...type.figure, margin: 0 },
  hint: { ...type.caption, color: tokens.colorNeutralForeground3, margin: 0 },
  row: { display: "flex", flexWrap: "wrap", gap: "16px 32px", margin: 0 },
});

/** One number with its name, in a FigureRow. */
export function Figure(props: { label: string; value: ReactNode; hint?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <dt className={styles.label}>{props.label}</dt>
      <dd className={styles.value}>{props.value}</dd>
      {props.hint && <dd className={styles.hint}>{props.hint}</dd>}
    </div>
  );
}

export function FigureRow({ children }: { children: ReactNode }) {
  return <dl className={useStyles().row}>{children}</dl>;
}
