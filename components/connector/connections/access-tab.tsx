"use client";

import { Badge, Button, makeStyles } from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ConnectionDetails } from "@/components/connector/types";
import { useMay } from "@/components/layout/use-session";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowActions } from "@/components/table/row-actions";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { useFormat } from "@/components/ui/use-format";
import { KeyDialog, type ShownKey } from "./key-dialog";

type Key = ConnectionDetails["keys"][number];

const useStyles = makeStyles({
  head: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "space-between",
    gap: "12px",
    marginBottom: "12px",
  },
  text: { margin: 0, maxWidth: "640px" },
});

function useColumns(): Column<Key>[] {
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Name",
      cell: (row) => (
        <>
          {row.name} <KeyState row={row} />
        </>
      ),
    },
    { key: "prefix", label: "Key", cell: (row) => <code>{row.prefix}…</code> },
    { key: "created", label: "Created", cell: (row) => format.date(row.createdAt) },
    {
      key: "used",
      label: "Last used",
      cell: (row) => (row.lastUsedAt ? format.instant(row.lastUsedAt) : "Never"),
    },
  ];
}

function KeyState({ row }: { row: Key }) {
  const format = useFormat();
  const text = row.revokedAt
    ? `Revoked ${format.date(row.revokedAt)}`
    : row.expiresAt && `Ends ${format.instant(row.expiresAt)}`;
  if (!text) return null;
  return (
    <Badge appearance="outline" color="subtle">
      {text}
    </Badge>
  );
}

/** Keys that open this connection and nothing else. */
export function AccessTab({ id }: { id: string }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.connector.connections.byId.queryOptions({ id }));
  const managing = useMay(["owner", "manager"], "make keys");
  const [shown, setShown] = useState<ShownKey>();
  const [revoking, setRevoking] = useState<Key>();
  const rotate = useRotate(id, (key, name) => setShown({ key, name }));
  const isOpen = managing.may && data.revokedAt === null;
  const add = (
    <NotAllowed reason={managing.reason}>
      <Button disabledFocusable={!isOpen} onClick={() => isOpen && setShown({ name: "" })}>
        New key
      </Button>
    </NotAllowed>
  );
  const failure = rotate.error ? failureOf(rotate.error) : undefined;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.text}>
          Your code sends one of these as a bearer token. A key opens this connection and nothing
          else.
        </p>
        {data.keys.length > 0 && add}
      </div>
      {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
      <DataTable
        caption="Keys of this connection"
        columns={useColumns()}
        rows={data.keys}
        rowKey={(row) => row.id}
        empty={<EmptyState text="No key yet. Make one for each program that calls." action={add} />}
        actions={(row) =>
          row.revokedAt || !isOpen ? null : (
            <RowActions
              name={row.name}
              actions={[
                ...(row.expiresAt
                  ? []
                  : [{ label: "Rotate", onClick: () => rotate.mutate({ id, keyId: row.id }) }]),
                { label: "Revoke", onClick: () => setRevoking(row) },
              ]}
            />
          )
        }
      />
      {shown && <KeyDialog id={id} shown={shown} onClose={() => setShown(undefined)} />}
      {revoking && <RevokeKey id={id} row={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function useRotate(id: string, onKey: (key: string, name: string) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.connector.connections.keys.update.mutationOptions({
      onSuccess: async ({ key }) => {
        await queries.invalidateQueries(trpc.connector.connections.pathFilter());
        onKey(key, id);
      },
    }),
  );
}

function RevokeKey({ id, row, onClose }: { id: string; row: Key; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.connector.connections.keys.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.connector.connections.pathFilter());
        onClose();
      },
    }),
  );
  const failure = remove.error ? failureOf(remove.error) : undefined;
  return (
    <ConfirmDialog
      isOpen
      title={`Revoke “${row.name}”?`}
      confirm="Revoke key"
      keep="Keep key"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ id, keyId: row.id })}
      onClose={onClose}
    >
      Whatever uses it is refused from its next call on. This can’t be undone.
      {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
    </ConfirmDialog>
  );
}
