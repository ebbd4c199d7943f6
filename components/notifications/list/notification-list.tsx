"use client";

import { Button, Dropdown, makeStyles, Option, tokens } from "@fluentui/react-components";
import { AddRegular, ArrowDownloadRegular, MegaphoneRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { AnalyzeTab } from "@/components/analyze/analyze-tab";
import { AppLink } from "@/components/layout/app-link";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { Tabs } from "@/components/layout/tabs";
import { useMay } from "@/components/layout/use-session";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { listDefaults, toListInput, useListState } from "./list-state";
import { ListTable } from "./list-table";
import { useCsvExport } from "./use-csv-export";

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  count: {
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
    fontWeight: 400,
  },
  filter: { minWidth: "150px" },
  link: { alignSelf: "center", whiteSpace: "nowrap" },
});

const tabs = [
  { key: "all", label: "All" },
  { key: "drafts", label: "Drafts" },
  { key: "scheduled", label: "Scheduled" },
  { key: "in-progress", label: "In progress" },
  { key: "completed", label: "Completed" },
  { key: "analyze", label: "Analyze" },
] as const;

const kindLabels: Record<string, string> = {
  "": "Toasts and tiles",
  toast: "Toasts",
  tile: "Tiles",
};

/** P-64: the table of existing notifications. */
export function NotificationList() {
  const styles = useStyles();
  const router = useRouter();
  const { may, reason } = useMay(["owner", "manager", "marketer"], "send notifications");
  const [state] = useListState();
  return (
    <>
      <PageHead
        title="Notifications"
        subtitle="Send toasts and tiles to the customers of your apps, and see what came of them."
        actions={
          <>
            <span className={styles.link}>
              <AppLink href="/notifications/calendar">Send calendar</AppLink>
            </span>
            <Button
              appearance="primary"
              icon={<AddRegular />}
              disabledFocusable={!may}
              title={reason || undefined}
              data-shortcut="n"
              onClick={() => may && router.push("/notifications/new")}
            >
              New notification
            </Button>
          </>
        }
      />
      <StatusTabs />
      <PageBody>
        {state.tab === "analyze" ? (
          <QueryBoundary
            fallback={<TableSkeleton rows={10} />}
            failed="Analyze could not be loaded."
          >
            <AnalyzeTab />
          </QueryBoundary>
        ) : (
          <>
            <Tools />
            <QueryBoundary
              fallback={<TableSkeleton rows={10} />}
              failed="The list could not be loaded. Nothing is wrong with your notifications."
            >
              <ListTable empty={{ icon: <MegaphoneRegular />, may }} />
            </QueryBoundary>
          </>
        )}
      </PageBody>
    </>
  );
}

function StatusTabs() {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const [state, setState] = useListState();
  const { data } = useSuspenseQuery(
    trpc.notifications.list.queryOptions(toListInput(listDefaults), { refetchInterval: 10_000 }),
  );
  return (
    <Tabs
      label="Notifications by status"
      selected={state.tab}
      onSelect={(tab) => setState({ tab })}
      items={tabs.map(({ key, label }) => ({
        key: key as string,
        label: (
          <>
            {label}
            {key !== "analyze" && (
              <span className={styles.count}>{format.number(data.tabs[key])}</span>
            )}
          </>
        ),
      }))}
    />
  );
}

function Tools() {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const [state, setState] = useListState();
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const exportCsv = useCsvExport();
  const appName = apps.find(({ id }) => String(id) === state.app)?.name ?? "All apps";
  return (
    <ToolRow
      end={
        <>
          <span className={styles.note}>Times are {format.zone} unless marked local</span>
          <Button appearance="subtle" icon={<ArrowDownloadRegular />} onClick={exportCsv}>
            Export CSV
          </Button>
        </>
      }
    >
      <TableSearch
        label="Search by name"
        value={state.q}
        onSearch={(q) => setState({ q }, { replace: true })}
      />
      <Dropdown
        className={styles.filter}
        aria-label="App"
        value={appName}
        selectedOptions={[state.app]}
        onOptionSelect={(_, data) => setState({ app: data.optionValue ?? "" })}
      >
        <Option value="">All apps</Option>
        {apps.map((app) => (
          <Option key={app.id} value={String(app.id)}>
            {app.name}
          </Option>
        ))}
      </Dropdown>
      <Dropdown
        className={styles.filter}
        aria-label="Type"
        value={kindLabels[state.type] ?? "Toasts and tiles"}
        selectedOptions={[state.type]}
        onOptionSelect={(_, data) => setState({ type: data.optionValue ?? "" })}
      >
        {Object.entries(kindLabels).map(([value, label]) => (
          <Option key={value} value={value}>
            {label}
          </Option>
        ))}
      </Dropdown>
    </ToolRow>
  );
}
