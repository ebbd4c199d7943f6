"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type MouseEvent, useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { RowActions } from "@/components/table/row-actions";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";
import { NameForm } from "./save-template-dialog";

/** Rename and delete a template of one's own. */
export function SavedTemplateActions({ saved }: { saved: { id: number; name: string } }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const { may } = useMay(["owner", "manager", "marketer"], "change templates");
  const [asking, setAsking] = useState<"rename" | "remove">();
  const close = () => setAsking(undefined);
  const settled = {
    onSuccess: close,
    onSettled: () => client.invalidateQueries({ queryKey: trpc.notifications.templates.pathKey() }),
  };
  const rename = useMutation(trpc.notifications.templates.update.mutationOptions(settled));
  const remove = useMutation(
    trpc.notifications.templates.remove.mutationOptions({
      ...settled,
      onError: (error) => message(failureOf(error).message, "error"),
    }),
  );
  if (!may) return null;
  // Inside the card's label: a click here must not choose the card. The dialogs stay out of it: their clicks bubble
  // through React too, and a prevented one submits no form.
  const stay = (event: MouseEvent) => event.preventDefault();
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys do not choose the card. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu inside is what is operated. */}
      <span onClick={stay}>
        <RowActions
          name={saved.name}
          actions={[
            { label: "Rename", onClick: () => setAsking("rename") },
            { label: "Delete template", onClick: () => setAsking("remove") },
          ]}
        />
      </span>
      <Modal isOpen={asking === "rename"} onClose={close}>
        <NameForm
          title="Rename template"
          deed="Rename template"
          name={saved.name}
          problem={rename.error ? failureOf(rename.error).message : undefined}
          isBusy={rename.isPending}
          onClose={close}
          onName={(name) => rename.mutate({ id: saved.id, name })}
        />
      </Modal>
      <ConfirmDialog
        isOpen={asking === "remove"}
        title={`Delete the template “${saved.name}”?`}
        confirm="Delete template"
        keep="Keep template"
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate({ id: saved.id })}
      >
        Notifications that were made from it stay as they are.
      </ConfirmDialog>
    </>
  );
}
