"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    paddingTop: "12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: "flex", alignItems: "center", gap: "8px", flexWrap: "wrap" },
  title: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0, marginRight: "auto" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

/** A heading, how many there are, what adds one, and the things themselves. */
export function FormSection(props: {
  title: string;
  count?: string;
  deeds?: ReactNode;
  children?: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.root} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {props.title}
        </h2>
        {props.count && <span className={styles.quiet}>{props.count}</span>}
        {props.deeds}
      </div>
      {props.children}
    </section>
  );
}
