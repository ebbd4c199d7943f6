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
import type { Role } from "@/db/enums";
import { RoleField } from "./role-field";
import { TemporaryPassword } from "./temporary-password";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
});

/** Two steps in one dialog: who, then the temporary password, shown this once. */
export function AddMemberDialog(props: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose}>
      <AddMember onClose={props.onClose} />
    </Modal>
  );
}

function AddMember({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("marketer");
  const create = useMutation(
    trpc.publishers.members.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.publishers.members.list.queryFilter()),
    }),
  );
  if (create.data) {
    return (
      <TemporaryPassword
        title={`${name} is a member now`}
        password={create.data.temporaryPassword}
        onClose={onClose}
      />
    );
  }
  const problems = fieldProblems(create.error);
  const failure = create.error ? failureOf(create.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ name, email, role });
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>Add a member</DialogTitle>
        <DialogContent className={styles.fields}>
          <TextField label="Name" value={name} onText={setName} problem={problems.name} />
          <TextField
            label="E-mail"
            type="email"
            value={email}
            onText={setEmail}
            problem={problems.email}
          />
          <RoleField value={role} onChange={setRole} />
          {failure && failure.fields.length === 0 && (
            <ErrorBar message={failure.message} requestId={failure.requestId} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
            Add member
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
