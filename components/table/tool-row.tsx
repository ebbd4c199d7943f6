"use client";

import { makeStyles, SearchBox } from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", padding: "8px 0" },
  search: {
    width: "304px",
    maxWidth: "none",
    "@media (max-width: 639.98px)": { width: "100%", maxWidth: "none" },
  },
  end: { display: "flex", alignItems: "center", gap: "8px", marginLeft: "auto" },
});

/** Search box, filters, and at the right what the table can do. */
export function ToolRow(props: { children: ReactNode; end?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {props.children}
      {props.end && <div className={styles.end}>{props.end}</div>}
    </div>
  );
}

/** Waits for a pause in typing; the URL is replaced, not pushed. `/` focuses it. */
export function TableSearch(props: {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}) {
  const styles = useStyles();
  const [text, setText] = useState(props.value);
  const { value, onSearch } = props;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text), 250);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <SearchBox
      className={styles.search}
      placeholder={props.label}
      aria-label={props.label}
      value={text}
      onChange={(_, data) => setText(data.value)}
      input={{ "data-shortcut": "/" } as object}
    />
  );
}
