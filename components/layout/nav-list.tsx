"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  Alert20Filled,
  Alert20Regular,
  AppsListDetail20Filled,
  AppsListDetail20Regular,
  Flow20Filled,
  Flow20Regular,
  People20Filled,
  People20Regular,
  PeopleTeam20Filled,
  PeopleTeam20Regular,
  PlugConnected20Filled,
  PlugConnected20Regular,
  Settings20Filled,
  Settings20Regular,
} from "@fluentui/react-icons";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type } from "@/components/ui/tokens";
import { isCurrent, type NavItem, navFooter, navSections } from "./nav-items";

const icons = {
  alert: [Alert20Regular, Alert20Filled],
  people: [People20Regular, People20Filled],
  apps: [AppsListDetail20Regular, AppsListDetail20Filled],
  plug: [PlugConnected20Regular, PlugConnected20Filled],
  flow: [Flow20Regular, Flow20Filled],
  team: [PeopleTeam20Regular, PeopleTeam20Filled],
  settings: [Settings20Regular, Settings20Filled],
} as const;

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    height: "100%",
    boxSizing: "border-box",
    padding: "12px 8px",
    overflowY: "auto",
  },
  section: { ...type.body, color: tokens.colorNeutralForeground2, margin: "8px 12px 4px" },
  list: { listStyle: "none", margin: 0, padding: 0 },
  foot: { marginTop: "auto", paddingTop: "16px" },
  link: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    gap: "12px",
    minHeight: "36px",
    padding: "0 12px",
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    fontSize: "14px",
    lineHeight: "20px",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    "@media (max-width: 899.98px)": { minHeight: "40px" },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1,
    fontWeight: 600,
    "::before": {
      content: '""',
      position: "absolute",
      left: 0,
      top: "10px",
      bottom: "10px",
      width: "3px",
      borderRadius: "2px",
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
  currentIcon: { color: tokens.colorCompoundBrandBackground },
  count: { marginLeft: "auto", fontSize: "12px", color: tokens.colorNeutralForeground3 },
});

type Counts = Partial<Record<string, number>>;

/** Sections and, at the foot, Settings. `counts` are shown at the right, by address. */
export function NavList(props: { counts?: Counts; onNavigate?: () => void }) {
  const styles = useStyles();
  const rows = (items: NavItem[]) => (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.href}>
          <NavLink item={item} count={props.counts?.[item.href]} onNavigate={props.onNavigate} />
        </li>
      ))}
    </ul>
  );
  return (
    <nav className={styles.root} aria-label="Main">
      {navSections.map((section) => (
        <div key={section.label}>
          <p className={styles.section}>{section.label}</p>
          {rows(section.items)}
        </div>
      ))}
      <div className={styles.foot}>{rows(navFooter)}</div>
    </nav>
  );
}

function NavLink(props: { item: NavItem; count?: number; onNavigate?: () => void }) {
  const styles = useStyles();
  const current = isCurrent(props.item.href, usePathname());
  const Icon = icons[props.item.icon][current ? 1 : 0];
  return (
    <Link
      href={props.item.href}
      className={mergeClasses(styles.link, current && styles.current)}
      aria-current={current ? "page" : undefined}
      onClick={props.onNavigate}
    >
      <Icon className={current ? styles.currentIcon : undefined} aria-hidden />
      {props.item.label}
      {props.count !== undefined && <span className={styles.count}>{props.count}</span>}
    </Link>
  );
}
