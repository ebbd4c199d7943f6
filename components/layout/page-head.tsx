"use client";

import {
  Breadcrumb,
  BreadcrumbDivider,
  BreadcrumbItem,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { type } from "@/components/ui/tokens";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "flex-start",
    justifyContent: "space-between",
    gap: "16px",
    padding: "16px 24px 8px",
    "@media (max-width: 639.98px)": {
      padding: "12px 16px 8px",
      flexDirection: "column",
      gap: "8px",
    },
  },
  words: { minWidth: 0 },
  crumbs: { ...type.caption, marginBottom: "4px" },
  crumb: {
    color: tokens.colorNeutralForeground3,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
  },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: "12px" },
  title: { ...type.h1, overflowWrap: "anywhere" },
  subtitle: {
    ...type.body,
    margin: "2px 0 0",
    color: tokens.colorNeutralForeground3,
    maxWidth: "640px",
  },
  actions: {
    display: "flex",
    flexShrink: 0,
    flexWrap: "wrap",
    gap: "8px",
    justifyContent: "end",
    "@media (max-width: 639.98px)": { justifyContent: "start" },
  },
});

export interface Crumb {
  label: string;
  href: string;
}

/** Breadcrumb (only one level up and more), h1, status, one line, actions right. At most one primary. */
export function PageHead(props: {
  title: string;
  crumbs?: Crumb[];
  status?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <header className={styles.root}>
      <div className={styles.words}>
        {props.crumbs && props.crumbs.length > 0 && <Crumbs crumbs={props.crumbs} />}
        <div className={styles.line}>
          <h1 className={styles.title}>{props.title}</h1>
          {props.status}
        </div>
        {props.subtitle && <p className={styles.subtitle}>{props.subtitle}</p>}
      </div>
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </header>
  );
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  const styles = useStyles();
  return (
    <Breadcrumb className={styles.crumbs} aria-label="Where you are" size="small">
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.href}>
          {/* A list item of its own: inside another one the browser moves it out, and hydration fails. */}
          {index > 0 && <BreadcrumbDivider />}
          <BreadcrumbItem size="small">
            <Link className={styles.crumb} href={crumb.href}>
              {crumb.label}
            </Link>
          </BreadcrumbItem>
        </Fragment>
      ))}
    </Breadcrumb>
  );
}
