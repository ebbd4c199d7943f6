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
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { Modal } from "@/components/ui/modal/modal";

/** Only a name is needed; everything else can follow on the app's page. */
export function NewAppDialog(props: { isOpen: boolean; onClose(): void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState("");
  const [storeId, setStoreId] = useState("");
  const create = useMutation(
    trpc.apps.create.mutationOptions({
      onSuccess: async (app) => {
        await client.invalidateQueries({ queryKey: trpc.apps.pathKey() });
        router.push(`/apps/${app.id}`);
      },
    }),
  );
  const problems = fieldProblems(create.error);
  const general = create.error && Object.keys(problems).length === 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({ name, storeId });
  }

  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <DialogTitle>New app</DialogTitle>
          <DialogContent>
            <Field
              label="Name"
              required
              validationMessage={
                problems.name ?? (general ? failureOf(create.error).message : undefined)
              }
            >
              <Input value={name} maxLength={80} onChange={(_, data) => setName(data.value)} />
            </Field>
            <Field
              label="Store ID"
              hint="Twelve letters and digits, in Partner Center under App identity. It can follow later."
              validationMessage={problems.storeId}
            >
              <Input value={storeId} onChange={(_, data) => setStoreId(data.value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button appearance="primary" type="submit" disabled={create.isPending}>
              Create app
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Modal>
  );
}
