"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { AppHeader } from "@/components/layout/header/app-header";
import { OfflineBar } from "@/components/layout/header/offline-bar";
import { SampleBar } from "@/components/layout/header/sample-bar";
import { Shortcuts } from "@/components/layout/keys/shortcuts";
import { NavList } from "./nav-list";
import { useSession } from "./use-session";

const NavDrawer = dynamic(() => import("./nav-drawer").then((m) => m.NavDrawer));

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateRows: "auto auto minmax(0, 1fr)",
    gridTemplateColumns: "240px minmax(0, 1fr)",
    height: "100dvh",
    "@media (max-width: 899.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  skip: {
    position: "absolute",
    left: "8px",
    top: "-48px",
    zIndex: 1000,
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ":focus": { top: "6px" },
  },
  wide: { gridColumn: "1 / -1", minWidth: 0 },
  nav: {
    gridRow: 3,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    minHeight: 0,
    "@media (max-width: 899.98px)": { display: "none" },
  },
  main: {
    gridRow: 3,
    minWidth: 0,
    overflow: "auto",
    outline: "none",
    display: "flex",
    flexDirection: "column",
    "& > *": { flexShrink: 0 },
    // The sticky parts of a page stand on this.
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Header, navigation and the one part that scrolls. */
export function AppFrame(props: { children: ReactNode }) {
  const styles = useStyles();
  const [isNavOpen, setNavOpen] = useState(false);
  const session = useSession();
  const counts = { "/apps": session.appCount };
  return (
    <div className={styles.root}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <AppHeader className={styles.wide} onMenu={() => setNavOpen(true)} />
      <div className={styles.wide}>
        <OfflineBar />
        {session.publisher?.isSample && <SampleBar />}
      </div>
      <div className={styles.nav}>
        <NavList counts={counts} />
      </div>
      {isNavOpen && <NavDrawer counts={counts} onClose={() => setNavOpen(false)} />}
      <main id="content" className={styles.main} tabIndex={-1}>
        {props.children}
      </main>
      <Shortcuts />
    </div>
  );
}
