"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { ChevronDownRegular, ChevronRightRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";

const useStyles = makeStyles({
  head: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    width: "100%",
    padding: "8px",
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    fontSize: "14px",
    fontWeight: 600,
    cursor: "pointer",
    textAlign: "left",
  },
  summary: {
    marginLeft: "auto",
    color: tokens.colorNeutralForeground3,
    fontSize: "13px",
    fontWeight: 400,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  body: { display: "flex", flexDirection: "column", gap: "12px", padding: "12px 8px" },
});

/** P-37: the closed line names what is set. */
export function OptionsDisclosure(props: {
  summary: string;
  startsOpen: boolean;
  /** Something in it is wrong and must be seen. */
  isForcedOpen: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  const [isUnfolded, setUnfolded] = useState(props.startsOpen);
  const isOpen = isUnfolded || props.isForcedOpen;
  return (
    <section>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />} Options
        <span className={styles.summary}>{props.summary}</span>
      </button>
      {isOpen && <div className={styles.body}>{props.children}</div>}
    </section>
  );
}
