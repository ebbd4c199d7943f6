"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  root: { marginBottom: "32px" },
  head: { display: "flex", alignItems: "flex-start", justifyContent: "space-between", gap: "16px" },
  action: { flexShrink: 0, whiteSpace: "nowrap" },
  title: { ...type.h2, margin: "8px 0 2px" },
  text: {
    ...type.body,
    margin: "0 0 12px",
    maxWidth: "640px",
    color: tokens.colorNeutralForeground3,
  },
  form: { display: "flex", flexDirection: "column", gap: "12px", maxWidth: "560px" },
  buttons: { display: "flex", gap: "8px", marginTop: "4px" },
});

/** A head, a line, and what it is about. */
export function Section(props: {
  id?: string;
  title: string;
  text?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <section id={props.id} className={styles.root} aria-label={props.title}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>{props.title}</h2>
          {props.text && <p className={styles.text}>{props.text}</p>}
        </div>
        {props.action && <div className={styles.action}>{props.action}</div>}
      </div>
      {props.children}
    </section>
  );
}

/** A form of a section; nothing is checked by the browser, everything by the shared schema. */
export function SectionForm(props: {
  onSubmit: () => void;
  children: ReactNode;
  buttons: ReactNode;
}) {
  const styles = useStyles();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
      <div className={styles.buttons}>{props.buttons}</div>
    </form>
  );
}
