"use client";

import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { Section } from "@/components/settings/section";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowActions } from "@/components/table/row-actions";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { useMessage } from "@/components/ui/use-message";
import { languageName } from "@/content/languages";
import { TermDialog } from "./term-dialog";

export type Term = RouterOutputs["translation"]["glossary"]["list"][number];

const columns: Column<Term>[] = [
  { key: "term", label: "Term", width: "24%", cell: (row) => row.term },
  { key: "from", label: "In", width: "18%", cell: (row) => languageName(row.sourceLanguage) },
  { key: "becomes", label: "Becomes", cell: (row) => becomes(row) },
];

function becomes({ translations }: Term): string {
  const fixed = Object.entries(translations);
  if (fixed.length === 0) return "Stays as it is in every language";
  return fixed.map(([language, text]) => `${languageName(language)}: ${text}`).join(" · ");
}

/** Terms that translators may not choose themselves. */
export function GlossarySection() {
  const trpc = useTRPC();
  const { data: terms } = useSuspenseQuery(trpc.translation.glossary.list.queryOptions());
  const { may, reason } = useMay(["owner", "manager"], "change the glossary");
  const [edited, setEdited] = useState<Term | "new">();
  const [removed, setRemoved] = useState<Term>();
  return (
    <Section
      id="glossary"
      title="Glossary"
      text="Terms with one right translation, or none at all. Translators get them as parts they can’t touch; texts that people write are checked against them. The names of your apps stay as they are without being listed."
      action={
        <NotAllowed reason={reason}>
          <Button
            icon={<AddRegular />}
            disabledFocusable={!may}
            onClick={() => may && setEdited("new")}
          >
            Add term
          </Button>
        </NotAllowed>
      }
    >
      <DataTable
        caption="Glossary"
        density="tight"
        columns={columns}
        rows={terms}
        rowKey={(row) => row.id}
        actions={
          may
            ? (row) => (
                <RowActions
                  name={row.term}
                  actions={[
                    { label: "Change", onClick: () => setEdited(row) },
                    { label: "Remove", onClick: () => setRemoved(row) },
                  ]}
                />
              )
            : undefined
        }
        empty={<EmptyState text="No terms yet. Add names and words that must stay right." />}
      />
      {edited && (
        <TermDialog
          term={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {removed && <RemoveTerm term={removed} onClose={() => setRemoved(undefined)} />}
    </Section>
  );
}

function RemoveTerm({ term, onClose }: { term: Term; onClose(): void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const remove = useMutation(
    trpc.translation.glossary.remove.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.translation.glossary.list.queryFilter());
        message("Term removed");
        onClose();
      },
      onError: (error) => message(failureOf(error).message, "error"),
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      title={`Remove “${term.term}”?`}
      confirm="Remove term"
      keep="Keep term"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ id: term.id })}
      onClose={onClose}
    >
      Translators may choose their own words for it from now on. Texts that have been translated
      stay.
    </ConfirmDialog>
  );
}
