"use client";

import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    padding: "8px 24px 24px",
    maxWidth: "1600px",
    boxSizing: "border-box",
    width: "100%",
    margin: "0 auto",
    // A footer bar then stands at the foot of the window even under a short page.
    flexGrow: 1,
    "@media (max-width: 639.98px)": { padding: "8px 16px 24px" },
  },
  form: { maxWidth: "608px", margin: 0 },
});

/** What stands under the head. `form` keeps fields at 560 px. */
export function PageBody(props: { children: ReactNode; form?: boolean }) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.root, props.form && styles.form)}>{props.children}</div>
  );
}
