"use client";

import {
  Button,
  Checkbox,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  makeStyles,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { Modal } from "@/components/ui/modal/modal";
import { type ApiScope, apiScopes } from "@/server/settings/schema";
import { scopeWords } from "./scope-words";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
});

/** Two steps in one dialog: what for, then the key, shown this once. */
export function NewKeyDialog(props: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose}>
      <NewKey onClose={props.onClose} />
    </Modal>
  );
}

function NewKey({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<ApiScope[]>(["notifications:read"]);
  const create = useMutation(
    trpc.settings.apiKeys.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.settings.pathFilter()),
    }),
  );
  if (create.data) return <Made name={name} apiKey={create.data.key} onClose={onClose} />;
  const problems = fieldProblems(create.error);
  const failure = create.error ? failureOf(create.error) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ name, scopes });
  }
  const toggle = (scope: ApiScope, isOn: boolean) =>
    setScopes((before) => (isOn ? [...before, scope] : before.filter((one) => one !== scope)));
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <DialogTitle>New API key</DialogTitle>
        <DialogContent className={styles.fields}>
          <TextField
            label="What it is for"
            hint="For example the program that will use it."
            value={name}
            onText={setName}
            problem={problems.name}
          />
          <Field label="It may" validationMessage={problems.scopes}>
            <div>
              {apiScopes.map((scope) => (
                <div key={scope}>
                  <Checkbox
                    label={scopeWords[scope]}
                    checked={scopes.includes(scope)}
                    onChange={(_, data) => toggle(scope, data.checked === true)}
                  />
                </div>
              ))}
            </div>
          </Field>
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

function Made(props: { name: string; apiKey: string; onClose: () => void }) {
  const styles = useStyles();
  return (
    <DialogBody>
      <DialogTitle>The key for {props.name}</DialogTitle>
      <DialogContent className={styles.fields}>
        <span>Copy it now. It is shown only this once; Herald keeps no copy.</span>
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
