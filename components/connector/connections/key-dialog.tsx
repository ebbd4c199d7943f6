"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { Modal } from "@/components/ui/modal/modal";

/** Without a key yet: asks what it is for. */
export interface ShownKey {
  name: string;
  key?: string;
}

export function KeyDialog(props: { id: string; shown: ShownKey; onClose(): void }) {
  return (
    <Modal isOpen onClose={props.onClose}>
      {props.shown.key === undefined ? (
        <NewKey {...props} />
      ) : (
        <Made apiKey={props.shown.key} isRotated onClose={props.onClose} />
      )}
    </Modal>
  );
}

function NewKey({ id, onClose }: { id: string; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.connector.connections.keys.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.connector.connections.pathFilter()),
    }),
  );
  if (create.data) return <Made apiKey={create.data.key} onClose={onClose} />;
  const failure = create.error ? failureOf(create.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ id, name });
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>New key</DialogTitle>
        <DialogContent>
          <TextField
            label="What it is for"
            hint="For example the program that will use it."
            value={name}
            onText={setName}
            problem={fieldProblems(create.error).name}
          />
          {failure && failure.fields.length === 0 && (
            <ErrorBar message={failure.message} requestId={failure.requestId} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
            Create key
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

function Made(props: { apiKey: string; isRotated?: boolean; onClose(): void }) {
  return (
    <DialogBody>
      <DialogTitle>{props.isRotated ? "The new key" : "The key"}</DialogTitle>
      <DialogContent>
        <p>
          Copy it now. It is shown only this once; Herald keeps no copy.
          {props.isRotated && " The old key works for another 24 hours."}
        </p>
        <CodeBlock code={props.apiKey} label="API key" />
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={props.onClose}>
          Close
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
