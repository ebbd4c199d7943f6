"use client";

import { Button, Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { AddRegular, ArrowUploadRegular, SettingsRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { GroupTabs } from "./group-tabs";
import { GroupsTable } from "./groups-table";
import { useListState } from "./list-state";
import { SettingsDialog } from "./settings-dialog";
import { TemplatesTable } from "./templates-table";

const useStyles = makeStyles({
  filter: { minWidth: "150px" },
});

/** Engage > Customer groups: My customer groups, Segment templates, Inactive segments. */
export function GroupsPage() {
  const [{ tab }] = useListState();
  return (
    <>
      <GroupsHead />
      <GroupTabs current={tab} />
      <PageBody>
        {tab === "templates" ? (
          <TemplatesTable />
        ) : (
          <>
            <Tools />
            <QueryBoundary
              fallback={<TableSkeleton rows={6} />}
              failed="The customer groups could not be loaded."
            >
              <GroupsTable />
            </QueryBoundary>
          </>
        )}
      </PageBody>
    </>
  );
}

function GroupsHead() {
  const router = useRouter();
  const writing = useMay(["owner", "manager", "marketer"], "create customer groups");
  const [isSetting, setSetting] = useState(false);
  return (
    <>
      <PageHead
        title="Customer groups"
        subtitle="Whom a notification can be sent to: segments by rule, and lists of people you know."
        actions={
          <>
            <Button
              appearance="subtle"
              icon={<ArrowUploadRegular />}
              onClick={() => router.push("/groups/import")}
            >
              Import customers
            </Button>
            <Button appearance="subtle" icon={<SettingsRegular />} onClick={() => setSetting(true)}>
              Group settings
            </Button>
            <NotAllowed reason={writing.reason}>
              <Button
                appearance="primary"
                icon={<AddRegular />}
                disabledFocusable={!writing.may}
                data-shortcut="n"
                onClick={() => writing.may && router.push("/groups/new")}
              >
                Create new group
              </Button>
            </NotAllowed>
          </>
        }
      />
      {isSetting && <SettingsDialog onClose={() => setSetting(false)} />}
    </>
  );
}

const kinds = { "": "Segments and known users", segment: "Segments", known_users: "Known users" };

function Tools() {
  const styles = useStyles();
  const trpc = useTRPC();
  const [state, setState] = useListState();
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  return (
    <ToolRow>
      <TableSearch
        label="Search by name"
        value={state.q}
        onSearch={(q) => setState({ q }, { replace: true })}
      />
      <Dropdown
        className={styles.filter}
        aria-label="App"
        value={apps.find(({ id }) => String(id) === state.app)?.name ?? "All apps"}
        selectedOptions={[state.app]}
        onOptionSelect={(_, { optionValue }) => setState({ app: optionValue ?? "" })}
      >
        <Option value="">All apps</Option>
        {apps.map(({ id, name }) => (
          <Option key={id} value={String(id)}>
            {name}
          </Option>
        ))}
      </Dropdown>
      {state.tab === "mine" && (
        <Dropdown
          className={styles.filter}
          aria-label="Type"
          value={kinds[state.kind as keyof typeof kinds] ?? kinds[""]}
          selectedOptions={[state.kind]}
          onOptionSelect={(_, { optionValue }) => setState({ kind: optionValue ?? "" })}
        >
          {Object.entries(kinds).map(([value, label]) => (
            <Option key={value} value={value}>
              {label}
            </Option>
          ))}
        </Dropdown>
      )}
    </ToolRow>
  );
}
