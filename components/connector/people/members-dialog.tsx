"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Textarea,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";
import type { Known } from "./edit-dialog";

/** People and groups by e-mail or object ID, as many as are pasted. */
export function MembersDialog({ group, onClose }: { group: Known; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const [text, setText] = useState("");
  const change = useMutation(
    trpc.connector.groups.members.update.mutationOptions({
      onSuccess: async ({ added, notFound }) => {
        await queries.invalidateQueries(trpc.connector.pathFilter());
        setText(notFound.join("\n"));
        if (notFound.length === 0) {
          message(added === 1 ? "1 member added" : `${added} members added`);
          onClose();
        }
      },
    }),
  );
  const missing = change.data?.notFound.length ?? 0;
  const failure = change.error ? failureOf(change.error) : undefined;
  const add = text.split(/[\s,;]+/).filter((one) => one !== "");
  return (
    <Modal isOpen onClose={onClose}>
      <DialogBody>
        <DialogTitle>Add members to {group.name}</DialogTitle>
        <DialogContent>
          <Field
            label="E-mails or object IDs"
            hint="Of people and of other groups, one a line."
            validationMessage={
              missing > 0 ? "Nobody in the directory has these. The others were added." : undefined
            }
          >
            <Textarea
              rows={6}
              resize="vertical"
              value={text}
              onChange={(_, { value }) => setText(value)}
            />
          </Field>
          {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button
            appearance="primary"
            disabledFocusable={change.isPending || add.length === 0}
            onClick={() => add.length > 0 && change.mutate({ id: group.id, add })}
          >
            Add members
          </Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}
