"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import Link from "next/link";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** A link inside the portal in Fluent's looks. */
export function AppLink(props: { href: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <Link className={styles.link} href={props.href}>
      {props.children}
    </Link>
  );
}
