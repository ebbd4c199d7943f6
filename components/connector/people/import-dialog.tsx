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
import { DocumentRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FileButton } from "@/components/groups/known/file-button";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { Modal } from "@/components/ui/modal/modal";

/** Adds and renews people; removes nobody. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [csv, setCsv] = useState("");
  const load = useMutation(
    trpc.connector.people.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.connector.pathFilter()),
    }),
  );
  const failure = load.error ? failureOf(load.error) : undefined;
  const done = load.data;
  return (
    <Modal isOpen onClose={onClose}>
      <DialogBody>
        <DialogTitle>Import people</DialogTitle>
        <DialogContent>
          <p>
            <FileButton icon={<DocumentRegular />} accept=".csv,text/csv" onText={setCsv}>
              Choose a CSV file
            </FileButton>
          </p>
          <Field
            label="Or paste it"
            hint="First line: name,email,object_id,groups. Several groups are separated by |."
          >
            <Textarea
              rows={6}
              resize="vertical"
              value={csv}
              onChange={(_, { value }) => setCsv(value)}
            />
          </Field>
          {failure && <ErrorBar message={failure.message} requestId={failure.requestId} />}
          {done && (
            <div role="status">
              <p>
                {done.people.toLocaleString("en")} people, {done.memberships.toLocaleString("en")}{" "}
                new memberships.
              </p>
              {done.problems.length > 0 && (
                <ul>
                  {done.problems.map(({ line, message }) => (
                    <li key={line}>
                      Line {line}: {message}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button
            appearance="primary"
            disabledFocusable={load.isPending || csv === ""}
            onClick={() => csv !== "" && load.mutate({ csv })}
          >
            Import people
          </Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}
