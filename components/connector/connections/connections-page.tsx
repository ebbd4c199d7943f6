"use client";

import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { useUrlState } from "@/components/table/use-url-state";
import { useTRPC } from "@/components/trpc/query-provider";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { ConnectionPanel } from "./connection-panel";
import { ConnectionsTable } from "./connections-table";
import { NewConnectionDialog } from "./new-connection-dialog";
import { chosenOf, connectionDefaults } from "./state";

/** Below a long table, or on a phone, what was chosen would change out of sight. */
function reveal(panel: HTMLElement | null): void {
  if (!panel) return;
  const isOutOfSight = panel.getBoundingClientRect().top > window.innerHeight * 0.6;
  if (isOutOfSight) panel.scrollIntoView({ block: "start" });
}

/** Connector > Connections: the table, then the chosen one. */
export function ConnectionsPage() {
  const trpc = useTRPC();
  const { data: rows } = useSuspenseQuery(trpc.connector.connections.list.queryOptions());
  const [state, setState] = useUrlState(connectionDefaults);
  const [isAdding, setAdding] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const managing = useMay(["owner", "manager"], "create connections");
  const chosen = chosenOf(rows, state.id);
  const add = (
    <NotAllowed reason={managing.reason}>
      <Button
        appearance="primary"
        icon={<AddRegular />}
        disabledFocusable={!managing.may}
        data-shortcut="n"
        onClick={() => managing.may && setAdding(true)}
      >
        New connection
      </Button>
    </NotAllowed>
  );
  return (
    <>
      <PageHead
        title="Connections"
        subtitle="A connection lets a flow or your own code call SendPushNotification for one app."
        actions={rows.length > 0 ? add : undefined}
      />
      <PageBody>
        <ConnectionsTable
          rows={rows}
          chosenId={chosen?.publicId}
          add={add}
          onChoose={(id) => {
            setState({ id, tab: "console", push: "" });
            reveal(panel.current);
          }}
        />
        <div ref={panel}>
          {chosen && <ConnectionPanel key={chosen.publicId} connection={chosen} />}
        </div>
      </PageBody>
      {isAdding && (
        <NewConnectionDialog
          onClose={() => setAdding(false)}
          onMade={(id) => setState({ id, tab: "access" })}
        />
      )}
    </>
  );
}
