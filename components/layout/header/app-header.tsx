"use client";

import { Button, makeStyles, mergeClasses, Tooltip, tokens } from "@fluentui/react-components";
import {
  Navigation20Regular,
  QuestionCircle20Regular,
  Search20Regular,
} from "@fluentui/react-icons";
import Link from "next/link";
import { useSyncExternalStore } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { openLayer } from "@/components/layout/keys/layers";
import { AccountMenu } from "./account-menu";
import { PublisherSwitcher } from "./publisher-switcher";
import { ThemeToggle } from "./theme-toggle";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    height: "48px",
    boxSizing: "border-box",
    padding: "0 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    "@media (max-width: 899.98px)": { padding: "0 8px" },
  },
  menu: { "@media (min-width: 900px)": { display: "none" } },
  home: {
    display: "flex",
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "4px" },
  },
  side: { display: "flex", alignItems: "center", gap: "8px", flex: "1 1 0", minWidth: 0 },
  divider: {
    width: "1px",
    height: "24px",
    marginLeft: "8px",
    backgroundColor: tokens.colorNeutralStroke2,
    "@media (max-width: 639.98px)": { display: "none" },
  },
  search: {
    flex: "0 1 400px",
    justifyContent: "flex-start",
    minWidth: 0,
    fontWeight: 400,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground3,
    border: "1px solid transparent",
    "@media (max-width: 639.98px)": { display: "none" },
  },
  searchText: {
    flexGrow: 1,
    textAlign: "left",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  kbd: {
    fontFamily: "inherit",
    fontSize: "11px",
    lineHeight: "14px",
    padding: "0 4px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    "@media (max-width: 899.98px)": { display: "none" },
  },
  end: { justifyContent: "flex-end", gap: "4px" },
  small: { "@media (min-width: 640px)": { display: "none" } },
  large: { "@media (max-width: 639.98px)": { display: "none" } },
});

/** 48 px: mark, publisher, search, theme, help, account. */
export function AppHeader(props: { className?: string; onMenu: () => void }) {
  const styles = useStyles();
  const isApple = useSyncExternalStore(
    () => () => undefined,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
  return (
    <header className={mergeClasses(styles.root, props.className)}>
      <div className={styles.side}>
        <Button
          className={styles.menu}
          appearance="subtle"
          size="large"
          icon={<Navigation20Regular />}
          aria-label="Open the menu"
          onClick={props.onMenu}
        />
        <Link href="/notifications" className={styles.home}>
          <BrandMark />
        </Link>
        <span className={styles.divider} aria-hidden />
        <PublisherSwitcher />
      </div>
      <Button
        appearance="subtle"
        className={styles.search}
        icon={<Search20Regular />}
        onClick={() => openLayer("search")}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <span className={styles.searchText}>Search notifications, apps and pages</span>
        <kbd className={styles.kbd}>{isApple ? "⌘K" : "Ctrl+K"}</kbd>
      </Button>
      <div className={mergeClasses(styles.side, styles.end)}>
        <Button
          className={styles.small}
          appearance="subtle"
          size="large"
          icon={<Search20Regular />}
          aria-label="Search"
          onClick={() => openLayer("search")}
        />
        <span className={styles.large}>
          <ThemeToggle />
        </span>
        <Tooltip content="Keys" relationship="label">
          <Button
            className={styles.large}
            appearance="subtle"
            icon={<QuestionCircle20Regular />}
            onClick={() => openLayer("keys")}
          />
        </Tooltip>
        <AccountMenu />
      </div>
    </header>
  );
}
