"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Dropdown,
  Field,
  makeStyles,
  Option,
} from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
});

/** C-13: a name and the App ID, chosen or pasted. */
export function NewConnectionDialog(props: { onClose(): void; onMade(id: string): void }) {
  return (
    <Modal isOpen onClose={props.onClose}>
      <NewConnection {...props} />
    </Modal>
  );
}

function NewConnection(props: { onClose(): void; onMade(id: string): void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const { data: apps = [] } = useQuery(trpc.apps.list.queryOptions());
  const [name, setName] = useState("");
  const [appId, setAppId] = useState("");
  const create = useMutation(
    trpc.connector.connections.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries(trpc.connector.pathFilter());
        message("Connection created");
        props.onMade(id);
        props.onClose();
      },
    }),
  );
  const problems = fieldProblems(create.error);
  const failure = create.error ? failureOf(create.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ name, appId });
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>New connection</DialogTitle>
        <DialogContent className={styles.fields}>
          <TextField
            label="Name"
            hint="What it is used for, for example “Case desk”."
            value={name}
            onText={setName}
            problem={problems.name}
          />
          <Field label="App">
            <Dropdown
              placeholder="Choose an app"
              value={apps.find(({ guid }) => guid === appId)?.name ?? ""}
              selectedOptions={[appId]}
              onOptionSelect={(_, { optionValue }) => setAppId(optionValue ?? "")}
            >
              {apps.map((app) => (
                <Option key={app.id} value={app.guid}>
                  {app.name}
                </Option>
              ))}
            </Dropdown>
          </Field>
          <TextField
            label="App ID"
            hint="Filled in from the app you choose, or paste one. A connection stays with its app."
            value={appId}
            onText={setAppId}
            problem={problems.appId}
          />
          {failure && failure.fields.length === 0 && (
            <ErrorBar message={failure.message} requestId={failure.requestId} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
            Create connection
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
