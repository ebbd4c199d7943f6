"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { TextField } from "@/components/ui/fields/text-field";
import { Modal } from "@/components/ui/modal/modal";
import { useMessage } from "@/components/ui/use-message";
import { directionOf, languageName } from "@/content/languages";
import { storeLanguages } from "@/content/store-languages";
import type { Term } from "./glossary-section";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px" },
  row: { display: "flex", gap: "8px", alignItems: "flex-end" },
  grow: { flexGrow: 1, minWidth: 0 },
});

const mainLanguages = storeLanguages.map(({ codes }) =>
  new Intl.Locale(codes[0] ?? "en").toString(),
);

/** One term: as it is everywhere, or with its translation per language. */
export function TermDialog({ term, onClose }: { term: Term | undefined; onClose(): void }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const [text, setText] = useState(term?.term ?? "");
  const [from, setFrom] = useState(term?.sourceLanguage ?? "en");
  const [translations, setTranslations] = useState<[string, string][]>(
    Object.entries(term?.translations ?? {}),
  );
  const [isFixed, setFixed] = useState(translations.length > 0);
  const store = useMutation(
    trpc.translation.glossary.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.translation.glossary.list.queryFilter());
        message("Term saved");
        onClose();
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const fixed = isFixed ? Object.fromEntries(translations) : {};
    store.mutate({ id: term?.id, sourceLanguage: from, term: text, translations: fixed });
  }
  const problems = fieldProblems(store.error);
  const failure = store.error ? failureOf(store.error) : undefined;
  return (
    <Modal isOpen onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <DialogTitle>{term ? "Change term" : "Add term"}</DialogTitle>
          <DialogContent className={styles.fields}>
            <TextField
              label="Term"
              hint="Found as a whole word, in capital or small letters."
              value={text}
              onText={setText}
              problem={problems.term}
            />
            <LanguagePicker label="In" value={from} onChange={setFrom} />
            <RadioGroup
              value={isFixed ? "fixed" : "keep"}
              onChange={(_, data) => setFixed(data.value === "fixed")}
            >
              <Radio value="keep" label="Stays as it is in every language" />
              <Radio value="fixed" label="Has one translation per language" />
            </RadioGroup>
            {isFixed && <Translations rows={translations} onChange={setTranslations} />}
            {failure && Object.keys(problems).every((name) => name !== "term") && (
              <ErrorBar
                message={Object.values(problems)[0] ?? failure.message}
                requestId={failure.requestId}
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" appearance="primary" disabledFocusable={store.isPending}>
              Save term
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Modal>
  );
}

function Translations(props: {
  rows: [string, string][];
  onChange(rows: [string, string][]): void;
}) {
  const styles = useStyles();
  const { rows, onChange } = props;
  const taken = new Set(rows.map(([language]) => language));
  const next = mainLanguages.find((language) => !taken.has(language) && language !== "en");
  const change = (at: number, row: [string, string]) =>
    onChange(rows.map((other, place) => (place === at ? row : other)));
  return (
    <>
      {rows.map(([language, text], at) => (
        <div key={language} className={styles.row}>
          <LanguagePicker
            label="Language"
            value={language}
            taken={taken}
            onChange={(chosen) => change(at, [chosen, text])}
          />
          <Field label="Translation" className={styles.grow}>
            <Input
              value={text}
              lang={language}
              dir={directionOf(language)}
              onChange={(_, data) => change(at, [language, data.value])}
            />
          </Field>
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove ${languageName(language)}`}
            onClick={() => onChange(rows.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => next && onChange([...rows, [next, ""]])}>
          Add translation
        </Button>
      </div>
    </>
  );
}

function LanguagePicker(props: {
  label: string;
  value: string;
  taken?: ReadonlySet<string>;
  onChange(language: string): void;
}) {
  const { label, value, taken } = props;
  const offered = mainLanguages.filter((code) => code === value || !taken?.has(code));
  const codes = offered.includes(value) ? offered : [value, ...offered];
  return (
    <Field label={label}>
      <Dropdown
        value={languageName(value)}
        selectedOptions={[value]}
        style={{ minWidth: "180px" }}
        onOptionSelect={(_, data) => data.optionValue && props.onChange(data.optionValue)}
      >
        {codes.map((code) => (
          <Option key={code} value={code}>
            {languageName(code)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
