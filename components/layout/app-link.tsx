"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import Link from "next/link";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  inline: { textDecorationLine: "underline" },
});

/** A link inside the portal in Fluent's looks. Within a sentence (inline) it is told apart not by colour alone. */
export function AppLink(props: { href: string; inline?: boolean; children: ReactNode }) {
  const styles = useStyles();
  return (
    <Link className={mergeClasses(styles.link, props.inline && styles.inline)} href={props.href}>
      {props.children}
    </Link>
  );
}
