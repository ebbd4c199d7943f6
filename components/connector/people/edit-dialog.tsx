"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { Modal } from "@/components/ui/modal/modal";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
});

export interface Known {
  id: number;
  name: string;
  email: string | null;
  objectId: string | null;
}

interface Props {
  kind: "person" | "group";
  known?: Known;
  onClose(): void;
}

/** A person or a group, new or known: name, e-mail, object ID. */
export function EditDialog(props: Props) {
  return (
    <Modal isOpen onClose={props.onClose}>
      <Edit {...props} />
    </Modal>
  );
}

function Edit({ kind, known, onClose }: Props) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(known?.name ?? "");
  const [email, setEmail] = useState(known?.email ?? "");
  const [objectId, setObjectId] = useState(known?.objectId ?? "");
  const onSuccess = async () => {
    await queries.invalidateQueries(trpc.connector.pathFilter());
    onClose();
  };
  const person = useMutation(trpc.connector.people.update.mutationOptions({ onSuccess }));
  const group = useMutation(trpc.connector.groups.update.mutationOptions({ onSuccess }));
  const save = kind === "person" ? person : group;
  const problems = fieldProblems(save.error);
  const failure = save.error ? failureOf(save.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate({ ...(known ? { id: known.id } : {}), name, email, objectId });
  }
  const title = known
    ? `Edit ${known.name || known.email}`
    : kind === "person"
      ? "Add person"
      : "Add group";
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent className={styles.fields}>
          <TextField label="Name" value={name} onText={setName} problem={problems.name} />
          <TextField label="E-mail" value={email} onText={setEmail} problem={problems.email} />
          <TextField
            label="Object ID"
            hint="Of Microsoft Entra ID; braces and capitals don’t matter."
            value={objectId}
            onText={setObjectId}
            problem={problems.objectId}
          />
          {failure && failure.fields.length === 0 && (
            <ErrorBar message={failure.message} requestId={failure.requestId} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
            {known ? "Save" : title}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
