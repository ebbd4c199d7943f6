"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type } from "./tokens";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: "12px",
    padding: "48px 16px",
    textAlign: "center",
  },
  icon: { fontSize: "32px", lineHeight: 0, color: tokens.colorNeutralForeground3 },
  text: { ...type.body, margin: 0, maxWidth: "440px", color: tokens.colorNeutralForeground2 },
});

/** In the place of the rows: an icon, one sentence, one button. */
export function EmptyState(props: { icon?: ReactNode; text: string; action?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {props.icon && (
        <span className={styles.icon} aria-hidden>
          {props.icon}
        </span>
      )}
      <p className={styles.text}>{props.text}</p>
      {props.action}
    </div>
  );
}
