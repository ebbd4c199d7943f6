"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useFormat } from "@/components/ui/use-format";

/** Tabs of a page look the same whether they are links or buttons. */
export const useTabStyles = makeStyles({
  root: {
    padding: "0 24px",
    overflowX: "auto",
    scrollbarWidth: "none",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-width: 639.98px)": { padding: "0 16px" },
  },
  // As wide as its tabs: else the last one ends at the very edge of a phone.
  list: {
    display: "flex",
    gap: "24px",
    width: "max-content",
    listStyle: "none",
    margin: 0,
    padding: 0,
  },
  link: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    gap: "6px",
    height: "44px",
    color: tokens.colorNeutralForeground2,
    fontSize: "14px",
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    backgroundColor: "transparent",
    border: "none",
    padding: 0,
    fontFamily: "inherit",
    cursor: "pointer",
    ":hover": { color: tokens.colorNeutralForeground1 },
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  current: {
    fontWeight: 600,
    color: tokens.colorNeutralForeground1,
    "::after": {
      content: '""',
      position: "absolute",
      left: 0,
      right: 0,
      bottom: 0,
      height: "3px",
      borderRadius: "2px",
      backgroundColor: tokens.colorCompoundBrandBackground,
      "@media (forced-colors: active)": { backgroundColor: "Highlight" },
    },
    "@media (forced-colors: active)": { outlineStyle: "none" },
  },
  count: { fontSize: "12px", fontWeight: 400, color: tokens.colorNeutralForeground3 },
});

export interface TabLink {
  href: string;
  label: string;
  count?: number;
  isCurrent: boolean;
}

/** Tabs are addresses, so they are links. On a phone they scroll, with the current one in view. */
export function TabLinks(props: { label: string; tabs: TabLink[] }) {
  const styles = useTabStyles();
  const format = useFormat();
  const current = useRef<HTMLAnchorElement>(null);
  const currentHref = props.tabs.find((tab) => tab.isCurrent)?.href;
  useEffect(() => {
    if (currentHref) current.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [currentHref]);
  return (
    <nav className={styles.root} aria-label={props.label}>
      <ul className={styles.list}>
        {props.tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              ref={tab.isCurrent ? current : undefined}
              href={tab.href}
              className={mergeClasses(styles.link, tab.isCurrent && styles.current)}
              aria-current={tab.isCurrent ? "page" : undefined}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className={styles.count}>{format.number(tab.count)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
