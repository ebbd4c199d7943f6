"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    position: "sticky",
    bottom: 0,
    zIndex: 5,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    // What wraps on a phone stays in view.
    flexShrink: 0,
    gap: "8px",
    minHeight: "53px",
    boxSizing: "border-box",
    padding: "8px 24px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    "@media (max-width: 639.98px)": { padding: "8px 16px" },
  },
  end: { marginLeft: "auto", display: "flex", alignItems: "center", gap: "12px" },
});

/** The one bar that overlaps content: buttons left, standing facts right. */
export function FooterBar(props: { children: ReactNode; end?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {props.children}
      {props.end && <div className={styles.end}>{props.end}</div>}
    </div>
  );
}
