"use client";

import { Button, Tooltip } from "@fluentui/react-components";
import { PauseRegular, PlayRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { RowActions as RowMenu } from "@/components/table/row-actions";
import { CancelDialog, RemoveDialog } from "./deed-dialogs";
import { hrefOf } from "./name-cell";
import type { ListedNotification } from "./types";
import { useDeeds } from "./use-deeds";

/** Pause or resume in place; everything else behind "…". */
export function NotificationActions({ row }: { row: ListedNotification }) {
  const deeds = useDeeds(row.id);
  const [asking, setAsking] = useState<"cancel" | "remove">();
  const isSeries = row.status === "scheduled" && row.schedule.repeat !== null;
  const canCancel =
    row.status === "scheduled" || row.status === "sending" || row.status === "paused";
  return (
    <>
      {(row.status === "sending" || isSeries) && (
        <Tooltip content="Pause" relationship="label">
          <Button appearance="subtle" size="small" icon={<PauseRegular />} onClick={deeds.pause} />
        </Tooltip>
      )}
      {row.status === "paused" && (
        <Tooltip content="Resume" relationship="label">
          <Button appearance="subtle" size="small" icon={<PlayRegular />} onClick={deeds.resume} />
        </Tooltip>
      )}
      <RowMenu
        name={row.name}
        actions={[
          { label: row.status === "draft" ? "Edit" : "Open", href: hrefOf(row) },
          { label: "Duplicate", onClick: deeds.duplicate },
          ...(canCancel ? [{ label: "Cancel", onClick: () => setAsking("cancel") }] : []),
          ...(row.status === "draft"
            ? [{ label: "Delete draft", onClick: () => setAsking("remove") }]
            : []),
        ]}
      />
      <CancelDialog
        subject={{
          name: row.name,
          isSeries: row.schedule.repeat !== null,
          recorded: row.progress?.recorded ?? 0,
          frozen: row.progress?.frozen ?? null,
        }}
        isOpen={asking === "cancel"}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          setAsking(undefined);
          deeds.cancel();
        }}
      />
      <RemoveDialog
        name={row.name}
        isOpen={asking === "remove"}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          setAsking(undefined);
          deeds.remove();
        }}
      />
    </>
  );
}
