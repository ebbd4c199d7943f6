"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { PlugConnected20Regular } from "@fluentui/react-icons";
import { ConsoleTab } from "@/components/connector/console/console-tab";
import type { ConnectionRow } from "@/components/connector/types";
import { Tabs } from "@/components/layout/tabs";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { useUrlState } from "@/components/table/use-url-state";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { CopyButton } from "@/components/ui/copy-button";
import { type } from "@/components/ui/tokens";
import { AccessTab } from "./access-tab";
import { DetailsTab } from "./details-tab";
import { HistoryTab } from "./history-tab";
import { type ConnectionTab, connectionDefaults, tabOf } from "./state";

const useStyles = makeStyles({
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: "12px",
    rowGap: "4px",
    marginTop: "24px",
    marginBottom: "8px",
  },
  title: { ...type.h2, margin: 0 },
  icon: { color: tokens.colorCompoundBrandForeground1 },
  id: { display: "inline-flex", alignItems: "center", gap: "8px", minWidth: 0 },
  label: { ...type.caption, color: tokens.colorNeutralForeground3, whiteSpace: "nowrap" },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: "12px",
    overflowWrap: "anywhere",
  },
  // In line with the panel's other contents.
  tabs: { margin: "0 -24px", "@media (max-width: 639.98px)": { margin: "0 -16px" } },
  body: { paddingTop: "16px" },
});

const labels: Record<ConnectionTab, string> = {
  console: "Console",
  access: "Access",
  history: "History",
  details: "Details",
};

/** The chosen connection: whose App ID, and what can be done with it. */
export function ConnectionPanel({ connection }: { connection: ConnectionRow }) {
  const styles = useStyles();
  const [state, setState] = useUrlState(connectionDefaults);
  const tab = tabOf(state.tab);
  return (
    <section aria-label={connection.name}>
      <div className={styles.head}>
        <PlugConnected20Regular className={styles.icon} aria-hidden />
        <h2 className={styles.title}>{connection.name}</h2>
        <span className={styles.id}>
          <span className={styles.label}>App ID</span>
          <code className={styles.code}>{connection.app.guid}</code>
          <CopyButton value={connection.app.guid} label="Copy App ID" />
        </span>
      </div>
      <div className={styles.tabs}>
        <Tabs
          label="Connection"
          items={Object.entries(labels).map(([key, label]) => ({ key: tabOf(key), label }))}
          selected={tab}
          onSelect={(key) => setState({ id: connection.publicId, tab: key })}
        />
      </div>
      <div className={styles.body}>
        <QueryBoundary fallback={<TableSkeleton rows={3} />}>
          {tab === "console" && <ConsoleTab connection={connection} />}
          {tab === "access" && <AccessTab id={connection.publicId} />}
          {tab === "history" && <HistoryTab id={connection.publicId} />}
          {tab === "details" && <DetailsTab id={connection.publicId} />}
        </QueryBoundary>
      </div>
    </section>
  );
}
