"use client";

import { Button, Link as FluentLink, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowSyncRegular, People32Regular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import NextLink from "next/link";
import { GroupStatus } from "@/components/groups/group-status";
import type { GroupSummary } from "@/components/groups/types";
import { useGroupDeeds } from "@/components/groups/use-group-deeds";
import { useMay } from "@/components/layout/use-session";
import { AppGlyph } from "@/components/preview/app-glyph";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { Pagination } from "@/components/table/pagination";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import { toListInput, useListState } from "./list-state";

const useStyles = makeStyles({
  name: { display: "flex", flexDirection: "column", minWidth: 0 },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
    lineHeight: "16px",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  app: { display: "flex", alignItems: "center", gap: "8px" },
});

export function hrefOf({ kind, id }: Pick<GroupSummary, "kind" | "id">): string {
  return kind === "segment" ? `/groups/segments/${id}` : `/groups/known/${id}`;
}

/** My customer groups, or the inactive segments with Refresh. */
export function GroupsTable() {
  const trpc = useTRPC();
  const [state, setState] = useListState();
  const { input, isReloading } = useDeferredInput(toListInput(state));
  const { data } = useSuspenseQuery(
    trpc.groups.list.queryOptions(input, {
      refetchInterval: ({ state: query }) =>
        query.data?.rows.some((row) => row.state === "computing") ? 1_500 : 15_000,
    }),
  );
  const columns = useColumns();
  const isFiltered = state.q !== "" || state.app !== "" || state.kind !== "";
  return (
    <>
      <DataTable
        caption={state.tab === "inactive" ? "Inactive segments" : "My customer groups"}
        columns={columns}
        rows={data.rows}
        rowKey={({ id }) => id}
        sort={state.sort}
        onSort={(sort) => setState({ sort })}
        isReloading={isReloading}
        actions={state.tab === "inactive" ? (row) => <Refresh group={row} /> : undefined}
        empty={
          isFiltered ? (
            <NoMatch onClear={() => setState({ q: "", app: "", kind: "" })} />
          ) : (
            <NothingYet tab={state.tab} />
          )
        }
      />
      {data.total > 0 && (
        <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      )}
    </>
  );
}

function useColumns(): Column<GroupSummary>[] {
  const styles = useStyles();
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Name",
      sort: "name",
      width: "36%",
      cell: (row) => (
        <span className={styles.name}>
          <NextLink href={hrefOf(row)} passHref legacyBehavior>
            <FluentLink>{row.name}</FluentLink>
          </NextLink>
          <span className={styles.quiet} title={row.definition ?? undefined}>
            {row.definition ?? "Known user group"}
          </span>
        </span>
      ),
    },
    {
      key: "app",
      label: "App",
      sort: "app",
      hideBelowMedium: true,
      cell: (row) =>
        row.app ? (
          <span className={styles.app}>
            <AppGlyph glyph={row.app.iconGlyph} color={row.app.iconColor} size={20} />
            {row.app.name}
          </span>
        ) : (
          "All apps"
        ),
    },
    { key: "state", label: "Status", cell: (row) => <GroupStatus group={row} /> },
    {
      key: "size",
      label: "Customers",
      sort: "size",
      align: "end",
      width: "110px",
      cell: (row) => sizeText(row, format.number),
    },
    {
      key: "computed",
      label: `Computed (${format.zone})`,
      sort: "computed",
      align: "end",
      hideBelowMedium: true,
      cell: (row) => (row.computedAt ? format.dateTime(row.computedAt) : "—"),
    },
  ];
}

/** A number, the word Small, or — while it is computed (S-42). */
export function sizeText(
  group: Pick<GroupSummary, "state" | "size">,
  number: (value: number) => string,
): string {
  if (group.state === "small") return "Small";
  return group.size === null ? "—" : number(group.size);
}

function Refresh({ group }: { group: GroupSummary }) {
  const { refresh, isBusy } = useGroupDeeds();
  const { may } = useMay(["owner", "manager", "marketer"], "refresh segments");
  if (!may) return null;
  return (
    <Button
      appearance="subtle"
      icon={<ArrowSyncRegular />}
      disabledFocusable={isBusy}
      aria-label={`Refresh ${group.name}`}
      onClick={() => refresh(group)}
    />
  );
}

function NothingYet({ tab }: { tab: string }) {
  if (tab === "inactive") {
    return <EmptyState icon={<People32Regular />} text="No inactive segments." />;
  }
  return (
    <EmptyState
      icon={<People32Regular />}
      text="No customer groups yet. Without one, a notification goes to all customers of an app."
      action={<NextLink href="/groups?tab=templates">Start from a segment template</NextLink>}
    />
  );
}
