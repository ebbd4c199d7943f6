"use client";

import { Button } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { useSession } from "@/components/layout/use-session";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { Pagination } from "@/components/table/pagination";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import { NotificationActions } from "./actions";
import { ListItem } from "./list-item";
import { listDefaults, toListInput, useListState } from "./list-state";
import { NameCell } from "./name-cell";
import { DeliveryRateCell, LaunchRateCell } from "./rate-cells";
import { sendTimeText } from "./send-time";
import { StatusCell } from "./status-cell";
import type { ListedNotification } from "./types";

const fastMs = 1_000;
const slowMs = 10_000;

/** The rows; looked at again each second while something is being sent. */
export function ListTable(props: { empty: { icon: ReactNode; may: boolean } }) {
  const trpc = useTRPC();
  const [state, setState] = useListState();
  const { input, isReloading } = useDeferredInput(toListInput(state));
  const { data } = useSuspenseQuery(
    trpc.notifications.list.queryOptions(input, {
      refetchInterval: (query) =>
        query.state.data?.rows.some((row) => row.status === "sending") ? fastMs : slowMs,
    }),
  );
  const columns = useColumns();
  return (
    <>
      <DataTable
        caption="Notifications"
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        sort={input.sort}
        onSort={(sort) => setState({ sort })}
        actions={(row) => <NotificationActions row={row} />}
        listItem={(row) => <ListItem row={row} />}
        isReloading={isReloading}
        empty={
          <Empty icon={props.empty.icon} isFiltered={isFiltered(state)} may={props.empty.may} />
        }
      />
      {data.total > 0 && (
        <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      )}
    </>
  );
}

function isFiltered(state: typeof listDefaults): boolean {
  return state.tab !== "all" || state.q !== "" || state.app !== "" || state.type !== "";
}

function useColumns(): Column<ListedNotification>[] {
  const format = useFormat();
  const session = useSession();
  const goal = (session.publisher?.deliveryRateGoal ?? 90) / 100;
  return useMemo(
    () => [
      {
        key: "name",
        label: "Name",
        sort: "name",
        width: "23%",
        cell: (row) => <NameCell row={row} />,
      },
      {
        key: "status",
        label: "Status",
        sort: "status",
        width: "17%",
        cell: (row) => <StatusCell row={row} />,
      },
      {
        key: "group",
        label: "Customer group",
        width: "12%",
        hideBelowMedium: true,
        cell: (row) => groupText(row),
      },
      {
        key: "sendTime",
        label: "Send time",
        sort: "sendTime",
        width: "15%",
        cell: (row) => sendTimeText(row, format),
      },
      {
        key: "recipients",
        label: "Recipients",
        sort: "recipients",
        align: "end",
        width: "9%",
        hideBelowMedium: true,
        cell: (row) =>
          row.recipients === null
            ? ""
            : `${row.isEstimate ? "≈ " : ""}${format.number(row.recipients)}`,
      },
      {
        key: "deliveryRate",
        label: "Delivery rate",
        sort: "deliveryRate",
        align: "end",
        width: "9%",
        cell: (row) => <DeliveryRateCell row={row} goal={goal} />,
      },
      {
        key: "launchRate",
        label: "App launch rate",
        sort: "launchRate",
        align: "end",
        width: "9%",
        cell: (row) => <LaunchRateCell row={row} />,
      },
    ],
    [format, goal],
  );
}

function groupText(row: ListedNotification): string {
  if (row.template === "update") return "Below the latest version";
  if (row.customerGroupId === null) return "All customers";
  return row.groupName ?? "A removed group";
}

function Empty(props: { icon: ReactNode; isFiltered: boolean; may: boolean }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [, setState] = useListState();
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  if (props.isFiltered) return <NoMatch onClear={() => setState(listDefaults)} />;
  if (!apps.some((app) => app.isRegistered)) {
    return (
      <EmptyState
        icon={props.icon}
        text="Connect an app first. Herald can send once the app has registered a device."
        action={<Button onClick={() => router.push("/apps")}>Connect an app</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={props.icon}
      text="No notifications yet. Choose a template and reach your customers in a few minutes."
      action={
        props.may && (
          <Button onClick={() => router.push("/notifications/new")}>New notification</Button>
        )
      }
    />
  );
}
