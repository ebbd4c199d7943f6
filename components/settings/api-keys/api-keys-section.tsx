"use client";

import { Badge, Button } from "@fluentui/react-components";
import { Key32Regular } from "@fluentui/react-icons";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { Section } from "@/components/settings/section";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowActions } from "@/components/table/row-actions";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorBar } from "@/components/ui/error-bar";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import type { AppRouter } from "@/server/trpc/root";
import { NewKeyDialog } from "./new-key-dialog";

type ApiKey = inferRouterOutputs<AppRouter>["settings"]["apiKeys"]["list"][number];

function useColumns(): Column<ApiKey>[] {
  const format = useFormat();
  return [
    {
      key: "name",
      label: "Name",
      cell: (row) => (
        <>
          {row.name}{" "}
          {row.revokedAt && (
            <Badge appearance="outline" color="subtle">
              Revoked {format.date(row.revokedAt)}
            </Badge>
          )}
        </>
      ),
    },
    { key: "prefix", label: "Key", cell: (row) => <code>{row.prefix}…</code> },
    { key: "scopes", label: "May", cell: (row) => row.scopes.join(", ") },
    {
      key: "created",
      label: "Created",
      hideBelowMedium: true,
      cell: (row) => `${format.date(row.createdAt)}${row.createdBy ? ` by ${row.createdBy}` : ""}`,
    },
    {
      key: "used",
      label: "Last used",
      cell: (row) => (row.lastUsedAt ? format.instant(row.lastUsedAt) : "Never"),
    },
  ];
}

export function ApiKeysSection() {
  const trpc = useTRPC();
  const { data: keys } = useSuspenseQuery(trpc.settings.apiKeys.list.queryOptions());
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const columns = useColumns();
  const add = (
    <Button appearance="primary" data-shortcut="n" onClick={() => setAdding(true)}>
      New API key
    </Button>
  );
  return (
    <Section
      title="API keys"
      text="For your own code: the public API takes one as a bearer token. Each key can do only what you tick."
      action={keys.length > 0 ? add : undefined}
    >
      <DataTable
        caption="API keys"
        columns={columns}
        rows={keys}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            icon={<Key32Regular />}
            text="No API keys yet. Make one for each program that calls Herald."
            action={add}
          />
        }
        actions={(row) =>
          row.revokedAt ? null : (
            <RowActions
              name={row.name}
              actions={[{ label: "Revoke", onClick: () => setRevoking(row) }]}
            />
          )
        }
      />
      <NewKeyDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </Section>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const remove = useMutation(
    trpc.settings.apiKeys.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settings.pathFilter());
        message("API key revoked");
        onClose();
      },
    }),
  );
  const failure = remove.error ? failureOf(remove.error) : undefined;
  return (
    <ConfirmDialog
      isOpen
      title={`Revoke “${apiKey.name}”?`}
      confirm="Revoke key"
      keep="Keep key"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ id: apiKey.id })}
      onClose={onClose}
    >
      Whatever uses it is refused from its next call on. This can’t be undone.
      {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
    </ConfirmDialog>
  );
}
