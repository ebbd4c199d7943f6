"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";

interface Props {
  notificationId: number;
  name: string;
  /** What is on the screen must be what is saved. */
  before?: () => Promise<boolean>;
  onClose(): void;
}

/** Keeps a notification's content as a template of the publisher's own. */
export function SaveTemplateDialog({ isOpen, ...props }: Props & { isOpen: boolean }) {
  return (
    <Modal isOpen={isOpen} onClose={props.onClose}>
      <SaveForm {...props} />
    </Modal>
  );
}

function SaveForm(props: Props) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const [isUnsaved, setUnsaved] = useState(false);
  const create = useMutation(
    trpc.notifications.templates.create.mutationOptions({
      onSuccess: ({ name }) => {
        message(`“${name}” is a template now. Find it under New notification.`);
        props.onClose();
      },
      onSettled: () =>
        client.invalidateQueries({ queryKey: trpc.notifications.templates.pathKey() }),
    }),
  );
  return (
    <NameForm
      title="Save as template"
      deed="Save template"
      hint="Its content goes along, in all languages. Apps, customer group and send time do not."
      name={props.name}
      problem={
        isUnsaved
          ? "The draft could not be saved, so there is no template yet. See the line at the foot."
          : create.error
            ? failureOf(create.error).message
            : undefined
      }
      isBusy={create.isPending}
      onClose={props.onClose}
      onName={async (name) => {
        const isSaved = (await props.before?.()) ?? true;
        setUnsaved(!isSaved);
        if (!isSaved) return;
        create.mutate({ notificationId: props.notificationId, name });
      }}
    />
  );
}

/** A name and one deed, for saving and renaming. */
export function NameForm(props: {
  title: string;
  deed: string;
  hint?: string;
  name: string;
  problem: string | undefined;
  isBusy: boolean;
  onName(name: string): void;
  onClose(): void;
}) {
  const [name, setName] = useState(props.name.slice(0, 80));
  function submit(event: FormEvent) {
    event.preventDefault();
    props.onName(name);
  }
  return (
    <form onSubmit={submit}>
      <DialogBody>
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent>
          <Field label="Name" hint={props.hint} validationMessage={props.problem}>
            <Input value={name} maxLength={80} onChange={(_, data) => setName(data.value)} />
          </Field>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            appearance="primary"
            type="submit"
            disabledFocusable={props.isBusy || name.trim() === ""}
          >
            {props.deed}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
