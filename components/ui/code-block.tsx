"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { CopyButton } from "./copy-button";

const useStyles = makeStyles({
  root: {
    position: "relative",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
  },
  code: {
    margin: 0,
    padding: "12px 48px 12px 12px",
    overflowX: "auto",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: "12px",
    lineHeight: "18px",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  copy: {
    position: "absolute",
    top: "6px",
    right: "6px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

/** Code to read and copy; scrolls inside. */
export function CodeBlock(props: { code: string; label: string }) {
  const styles = useStyles();
  return (
    <figure className={styles.root} style={{ margin: 0 }} aria-label={props.label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <pre className={styles.code} tabIndex={0}>
        <code>{props.code}</code>
      </pre>
      <div className={styles.copy}>
        <CopyButton value={props.code} label={`Copy ${props.label}`} />
      </div>
    </figure>
  );
}
