"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorBar } from "@/components/ui/error-bar";
import type { Known } from "./edit-dialog";

export function RemoveDialog(props: { kind: "person" | "group"; known: Known; onClose(): void }) {
  const { kind, known, onClose } = props;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    await queries.invalidateQueries(trpc.connector.pathFilter());
    onClose();
  };
  const person = useMutation(trpc.connector.people.remove.mutationOptions({ onSuccess }));
  const group = useMutation(trpc.connector.groups.remove.mutationOptions({ onSuccess }));
  const remove = kind === "person" ? person : group;
  const failure = remove.error ? failureOf(remove.error) : undefined;
  return (
    <ConfirmDialog
      isOpen
      title={`Remove ${known.name || known.email || "this entry"}?`}
      confirm={kind === "person" ? "Remove person" : "Remove group"}
      keep="Keep"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ id: known.id })}
      onClose={onClose}
    >
      {kind === "person"
        ? "Calls that name this person find nobody, and groups lose a member. Devices stay registered."
        : "Calls that name this group find nobody. Its people stay in the directory."}
      {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
    </ConfirmDialog>
  );
}
