"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { PeopleTeam32Regular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { AppLink } from "@/components/layout/app-link";
import { useMay } from "@/components/layout/use-session";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { Pagination } from "@/components/table/pagination";
import { RowActions } from "@/components/table/row-actions";
import { useUrlState } from "@/components/table/use-url-state";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import type { AppRouter } from "@/server/trpc/root";
import { EditDialog } from "./edit-dialog";
import { MembersDialog } from "./members-dialog";
import { RemoveDialog } from "./remove-dialog";
import { directoryDefaults, toListInput } from "./state";

type Group = inferRouterOutputs<AppRouter>["connector"]["groups"]["list"]["rows"][number];

const useStyles = makeStyles({
  who: { display: "flex", flexDirection: "column", minWidth: 0 },
  quiet: { ...type.caption, color: tokens.colorNeutralForeground3, overflowWrap: "anywhere" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px", overflowWrap: "anywhere" },
});

function useColumns(): Column<Group>[] {
  const styles = useStyles();
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Security group",
      cell: (row) => (
        <span className={styles.who}>
          <AppLink href={`/connector/people?group=${row.id}`}>{row.name}</AppLink>
          <span className={styles.quiet}>{row.email}</span>
        </span>
      ),
    },
    {
      key: "objectId",
      label: "Object ID",
      hideBelowMedium: true,
      cell: (row) => <code className={styles.code}>{row.objectId ?? "—"}</code>,
    },
    { key: "groups", label: "Groups inside", cell: (row) => row.groups.join(", ") || "—" },
    { key: "people", label: "People", align: "end", cell: (row) => format.number(row.people) },
  ];
}

/** Groups with how many people a call to each would name. */
export function GroupsTable() {
  const trpc = useTRPC();
  const [state, setState] = useUrlState(directoryDefaults);
  const input = toListInput(state);
  const { data } = useSuspenseQuery(trpc.connector.groups.list.queryOptions(input));
  const writing = useMay(["owner", "manager", "marketer"], "change the directory");
  const [open, setOpen] = useState<{ what: "edit" | "members" | "remove"; group: Group }>();
  const close = () => setOpen(undefined);
  return (
    <>
      <DataTable
        caption="Security groups"
        columns={useColumns()}
        rows={data.rows}
        rowKey={(row) => row.id}
        empty={
          state.q === "" ? (
            <EmptyState
              icon={<PeopleTeam32Regular />}
              text="No security groups yet. Add one, then its members."
            />
          ) : (
            <NoMatch onClear={() => setState({ q: "" })} />
          )
        }
        actions={(group) =>
          writing.may ? (
            <RowActions
              name={group.name}
              actions={[
                { label: "Add members", onClick: () => setOpen({ what: "members", group }) },
                { label: "Edit", onClick: () => setOpen({ what: "edit", group }) },
                { label: "Remove", onClick: () => setOpen({ what: "remove", group }) },
              ]}
            />
          ) : null
        }
      />
      {data.total > 0 && (
        <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      )}
      {open?.what === "edit" && <EditDialog kind="group" known={open.group} onClose={close} />}
      {open?.what === "members" && <MembersDialog group={open.group} onClose={close} />}
      {open?.what === "remove" && <RemoveDialog kind="group" known={open.group} onClose={close} />}
    </>
  );
}
