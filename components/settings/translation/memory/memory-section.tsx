"use client";

import { Dropdown, makeStyles, Option, tokens } from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { Section } from "@/components/settings/section";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { Pagination } from "@/components/table/pagination";
import { RowActions } from "@/components/table/row-actions";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useUrlState } from "@/components/table/use-url-state";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { textLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";
import { directionOf, languageName } from "@/content/languages";
import { memoryDefaults, memoryInputOf } from "./memory-input";

type Row = RouterOutputs["translation"]["memory"]["list"]["rows"][number];

const useStyles = makeStyles({
  text: {
    display: "-webkit-box",
    WebkitBoxOrient: "vertical",
    WebkitLineClamp: "2",
    overflow: "hidden",
    overflowWrap: "anywhere",
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  language: { minWidth: "180px" },
});

function useColumns(): Column<Row>[] {
  const format = useFormat();
  const styles = useStyles();
  return [
    {
      key: "source",
      label: "Text",
      width: "28%",
      cell: (row) => (
        <span className={styles.text} lang={row.sourceLanguage} title={row.sourceText}>
          {row.sourceText}
        </span>
      ),
    },
    {
      key: "target",
      label: "Translation",
      width: "30%",
      cell: (row) => (
        <span
          className={styles.text}
          lang={row.targetLanguage}
          dir={directionOf(row.targetLanguage)}
          title={row.targetText}
        >
          {row.targetText}
        </span>
      ),
    },
    { key: "language", label: "Language", cell: (row) => languageName(row.targetLanguage) },
    {
      key: "origin",
      label: "Written by",
      cell: (row) =>
        row.isHuman ? (
          <Status look={textLooks.person} text={row.createdBy} />
        ) : (
          <Status look={textLooks.machine} text={row.provider ?? undefined} />
        ),
    },
    {
      key: "used",
      label: "Used again",
      align: "end",
      hideBelowMedium: true,
      cell: (row) => format.number(row.uses),
    },
    {
      key: "changed",
      label: "Kept",
      hideBelowMedium: true,
      cell: (row) => <span className={styles.quiet}>{format.instant(row.updatedAt)}</span>,
    },
  ];
}

/** What is used again when the same text comes back. */
export function MemorySection() {
  const trpc = useTRPC();
  const [state, setState] = useUrlState(memoryDefaults);
  const { input, isReloading } = useDeferredInput(memoryInputOf(state));
  const { data } = useSuspenseQuery(trpc.translation.memory.list.queryOptions(input));
  const { may } = useMay(["owner", "manager"], "delete translations");
  const [doomed, setDoomed] = useState<Row>();
  const columns = useColumns();
  const search = useCallback((q: string) => setState({ q }, { replace: true }), [setState]);
  const isFiltered = state.q !== "" || state.language !== "";
  return (
    <Section
      id="memory"
      title="Memory"
      text="Every text a person translated, and every machine translation that was sent. The same text in the same languages is filled in from here; {app} stands for the name of one of your apps."
    >
      <ToolRow>
        <TableSearch label="Search either text" value={state.q} onSearch={search} />
        <LanguageFilter
          languages={data.languages}
          value={state.language}
          onChange={(language) => setState({ language, page: "1" })}
        />
      </ToolRow>
      <DataTable
        caption="Translation memory"
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        isReloading={isReloading}
        actions={
          may
            ? (row) => (
                <RowActions
                  name={row.sourceText}
                  actions={[{ label: "Delete", onClick: () => setDoomed(row) }]}
                />
              )
            : undefined
        }
        empty={
          isFiltered ? (
            <NoMatch onClear={() => setState({ q: "", language: "" })} />
          ) : (
            <EmptyState text="Nothing is kept yet. Translate a text in a notification." />
          )
        }
      />
      <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      <ForgetDialog row={doomed} onClose={() => setDoomed(undefined)} />
    </Section>
  );
}

function LanguageFilter(props: {
  languages: readonly string[];
  value: string;
  onChange(language: string): void;
}) {
  const styles = useStyles();
  const { languages, value } = props;
  return (
    <Dropdown
      className={styles.language}
      aria-label="Language"
      value={value === "" ? "All languages" : languageName(value)}
      selectedOptions={[value]}
      onOptionSelect={(_, data) => props.onChange(data.optionValue ?? "")}
    >
      <Option value="">All languages</Option>
      {languages.map((language) => (
        <Option key={language} value={language}>
          {languageName(language)}
        </Option>
      ))}
    </Dropdown>
  );
}

function ForgetDialog({ row, onClose }: { row: Row | undefined; onClose(): void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const remove = useMutation(
    trpc.translation.memory.remove.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.translation.memory.list.queryFilter());
        message("Translation deleted from the memory");
        onClose();
      },
      onError: (error) => message(failureOf(error).message, "error"),
    }),
  );
  return (
    <ConfirmDialog
      isOpen={row !== undefined}
      title="Delete this translation from the memory?"
      confirm="Delete translation"
      keep="Keep translation"
      isBusy={remove.isPending}
      onConfirm={() => row && remove.mutate({ id: row.id })}
      onClose={onClose}
    >
      {row && `“${row.targetText}” is not used again. Notifications that have it keep it.`}
    </ConfirmDialog>
  );
}
