"use client";

import { Link, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  page: {
    display: "grid",
    gridTemplateRows: "auto minmax(0, 1fr) auto",
    minHeight: "100dvh",
    boxSizing: "border-box",
    padding: "14px 20px",
    backgroundColor: tokens.colorNeutralBackground2,
  },
  main: { display: "grid", placeItems: "center", padding: "24px 0" },
  card: {
    width: "100%",
    maxWidth: "400px",
    boxSizing: "border-box",
    padding: "32px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
    outline: "1px solid transparent",
    "@media (max-width: 639.98px)": { padding: "24px" },
  },
  foot: { ...type.caption, display: "flex", flexWrap: "wrap", gap: "20px" },
  quiet: { color: tokens.colorNeutralForeground3 },
  end: { marginLeft: "auto", display: "flex", gap: "20px" },
  link: { fontSize: "12px" },
});

/** One card in the middle of a quiet page; for signing in and the first run. */
export function AuthPage(props: { host: string; version: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <div>
        <BrandMark />
      </div>
      <main className={styles.main}>{props.children}</main>
      <footer className={styles.foot}>
        <span className={styles.quiet}>{props.host}</span>
        <span className={styles.quiet}>Version {props.version}</span>
        <span className={styles.end}>
          <Link className={styles.link} href="/api/health">
            Status
          </Link>
        </span>
      </footer>
    </div>
  );
}

export function AuthCard({ children }: { children: ReactNode }) {
  return <div className={useStyles().card}>{children}</div>;
}
