"use client";

import { makeStyles, Tooltip, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  term: {
    font: "inherit",
    color: "inherit",
    textAlign: "inherit",
    padding: 0,
    // A finger's size, without moving the line.
    minHeight: "24px",
    margin: "-4px 0",
    border: "none",
    backgroundColor: "transparent",
    cursor: "help",
    textDecorationLine: "underline",
    textDecorationStyle: "dotted",
    textDecorationColor: tokens.colorNeutralStrokeAccessible,
    textUnderlineOffset: "3px",
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusSmall,
    },
  },
});

/** A word that says what it means when pointed at or focused. */
export function Term(props: { children: string; meaning: string }) {
  const styles = useStyles();
  return (
    <Tooltip content={props.meaning} relationship="description" withArrow>
      <button type="button" className={styles.term}>
        {props.children}
      </button>
    </Tooltip>
  );
}
