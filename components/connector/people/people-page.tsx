"use client";

import { Button } from "@fluentui/react-components";
import { AddRegular, ArrowDownloadRegular, ArrowUploadRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EntraPanel } from "@/components/connector/entra/entra-panel";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { TabLinks } from "@/components/layout/tab-links";
import { useMay } from "@/components/layout/use-session";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { useUrlState } from "@/components/table/use-url-state";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { EditDialog } from "./edit-dialog";
import { GroupsTable } from "./groups-table";
import { ImportDialog } from "./import-dialog";
import { PeopleTable } from "./people-table";
import { directoryDefaults } from "./state";

/** Connector > People and groups: whom SendPushNotification can name. */
export function PeoplePage() {
  const [state] = useUrlState(directoryDefaults);
  const isGroups = state.tab === "groups";
  return (
    <>
      <Head tab={state.tab} />
      <TabLinks
        label="Directory"
        tabs={[
          { href: "/connector/people", label: "People", isCurrent: state.tab === "people" },
          {
            href: "/connector/people?tab=groups",
            label: "Security groups",
            isCurrent: isGroups,
          },
          {
            href: "/connector/people?tab=entra",
            label: "Microsoft Entra ID",
            isCurrent: state.tab === "entra",
          },
        ]}
      />
      <PageBody>{state.tab === "entra" ? <EntraPanel /> : <Lists isGroups={isGroups} />}</PageBody>
    </>
  );
}

function Lists({ isGroups }: { isGroups: boolean }) {
  const [state, setState] = useUrlState(directoryDefaults);
  return (
    <>
      <ToolRow>
        <TableSearch
          label="Search by name, e-mail or object ID"
          value={state.q}
          onSearch={(q) => setState({ q }, { replace: true })}
        />
      </ToolRow>
      <QueryBoundary
        fallback={<TableSkeleton rows={8} />}
        failed="The directory could not be loaded."
      >
        {isGroups ? <GroupsTable /> : <PeopleTable />}
      </QueryBoundary>
    </>
  );
}

function Head({ tab }: { tab: string }) {
  return (
    <PageHead
      title="People and groups"
      subtitle="Whom a call of SendPushNotification can name, besides customers who are known by e-mail."
      actions={tab === "entra" ? undefined : <Deeds isGroups={tab === "groups"} />}
    />
  );
}

function Deeds({ isGroups }: { isGroups: boolean }) {
  const writing = useMay(["owner", "manager", "marketer"], "change the directory");
  const [dialog, setDialog] = useState<"edit" | "import">();
  const download = useDownload();
  const open = (which: "edit" | "import") => () => writing.may && setDialog(which);
  return (
    <>
      <NotAllowed reason={writing.reason}>
        <Button
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={!writing.may || download.isPending}
          onClick={() => writing.may && download.mutate()}
        >
          Export CSV
        </Button>
      </NotAllowed>
      <NotAllowed reason={writing.reason}>
        <Button
          appearance="subtle"
          icon={<ArrowUploadRegular />}
          disabledFocusable={!writing.may}
          onClick={open("import")}
        >
          Import CSV
        </Button>
      </NotAllowed>
      <NotAllowed reason={writing.reason}>
        <Button
          appearance="primary"
          icon={<AddRegular />}
          data-shortcut="n"
          disabledFocusable={!writing.may}
          onClick={open("edit")}
        >
          {isGroups ? "Add group" : "Add person"}
        </Button>
      </NotAllowed>
      {dialog === "edit" && (
        <EditDialog kind={isGroups ? "group" : "person"} onClose={() => setDialog(undefined)} />
      )}
      {dialog === "import" && <ImportDialog onClose={() => setDialog(undefined)} />}
    </>
  );
}

function useDownload() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      queries.fetchQuery(trpc.connector.people.export.queryOptions(undefined, { staleTime: 0 })),
    onSuccess: ({ csv }) => {
      const address = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = "people.csv";
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}
