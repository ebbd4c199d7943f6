"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { PeopleTeam32Regular } from "@fluentui/react-icons";
import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
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
import { RemoveDialog } from "./remove-dialog";
import { directoryDefaults, groupOf, toListInput } from "./state";

type Person = inferRouterOutputs<AppRouter>["connector"]["people"]["list"]["rows"][number];

const useStyles = makeStyles({
  who: { display: "flex", flexDirection: "column", minWidth: 0 },
  quiet: { ...type.caption, color: tokens.colorNeutralForeground3, overflowWrap: "anywhere" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: "12px", overflowWrap: "anywhere" },
  filter: { display: "flex", alignItems: "center", gap: "8px", marginBottom: "8px" },
});

function useColumns(): Column<Person>[] {
  const styles = useStyles();
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Person",
      cell: (row) => (
        <span className={styles.who}>
          {row.name || row.email || "No name"}
          <span className={styles.quiet}>
            {[row.email, row.source === "entra" && "Microsoft Entra ID"]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
      ),
    },
    {
      key: "objectId",
      label: "Object ID",
      hideBelowMedium: true,
      cell: (row) => <code className={styles.code}>{row.objectId ?? "—"}</code>,
    },
    {
      key: "groups",
      label: "Groups",
      hideBelowMedium: true,
      cell: (row) => row.groups.join(", ") || "—",
    },
    {
      key: "apps",
      label: "Apps",
      cell: (row) =>
        row.apps.length === 0 ? (
          "None yet"
        ) : (
          <span className={styles.who}>
            {row.apps.map((app) => (
              <span key={app.name}>
                {app.name}{" "}
                <span className={styles.quiet}>
                  {app.isOptedOut ? "opted out" : format.count(app.liveChannels, "live channel")}
                </span>
              </span>
            ))}
          </span>
        ),
    },
  ];
}

/** Everybody, or the people of one group; who has which app. */
export function PeopleTable() {
  const trpc = useTRPC();
  const [state, setState] = useUrlState(directoryDefaults);
  const input = toListInput(state);
  const groupId = groupOf(state);
  const { data: everybody } = useSuspenseQuery(trpc.connector.people.list.queryOptions(input));
  const members = useQuery(
    trpc.connector.groups.byId.queryOptions(
      { ...input, id: groupId },
      { enabled: groupId > 0, placeholderData: keepPreviousData },
    ),
  );
  const data = groupId > 0 ? (members.data ?? { rows: [], total: 0 }) : everybody;
  const writing = useMay(["owner", "manager", "marketer"], "change the directory");
  const [editing, setEditing] = useState<Person>();
  const [removing, setRemoving] = useState<Person>();
  const isFiltered = state.q !== "" || groupId > 0;
  return (
    <>
      {groupId > 0 && <GroupFilter onClear={() => setState({ group: "" })} />}
      <DataTable
        caption="People"
        columns={useColumns()}
        rows={data.rows}
        rowKey={(row) => row.id}
        isReloading={groupId > 0 && members.isFetching}
        empty={
          isFiltered ? (
            <NoMatch onClear={() => setState({ q: "", group: "" })} />
          ) : (
            <EmptyState
              icon={<PeopleTeam32Regular />}
              text="Nobody yet. Add people, or import a CSV."
            />
          )
        }
        actions={(row) =>
          writing.may ? (
            <RowActions
              name={row.name || row.email || String(row.id)}
              actions={[
                { label: "Edit", onClick: () => setEditing(row) },
                { label: "Remove", onClick: () => setRemoving(row) },
              ]}
            />
          ) : null
        }
      />
      {data.total > 0 && (
        <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      )}
      {editing && (
        <EditDialog kind="person" known={editing} onClose={() => setEditing(undefined)} />
      )}
      {removing && (
        <RemoveDialog kind="person" known={removing} onClose={() => setRemoving(undefined)} />
      )}
    </>
  );
}

function GroupFilter({ onClear }: { onClear(): void }) {
  const styles = useStyles();
  return (
    <div className={styles.filter}>
      <span>People of one security group, those of groups inside it too.</span>
      <Button size="small" onClick={onClear}>
        Show everybody
      </Button>
    </div>
  );
}
