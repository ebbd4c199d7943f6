"use client";

import {
  Button,
  Dropdown,
  Field,
  makeStyles,
  mergeClasses,
  Option,
  tokens,
} from "@fluentui/react-components";
import { AddRegular, ChevronDownRegular, ChevronRightRegular } from "@fluentui/react-icons";
import { useState, useSyncExternalStore } from "react";
import { useReach } from "@/components/notifications/wizard/audience/use-reach";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import { contentLanguages } from "@/content/notification-content";
import { addLanguages } from "@/content/translation/changes";
import { type LanguageState, languageStates } from "@/content/translation/states";
import { AddLanguagesDialog } from "./add-languages-dialog";
import { DefaultLanguageField } from "./default-language-field";
import { LanguageFiles } from "./files/language-files";
import { devicesByLanguage } from "./language-devices";
import { LanguageList } from "./language-list";
import { MissingTexts } from "./missing-texts";
import { languageLook } from "./state-looks";
import { useTranslation } from "./translate/translation-context";

const narrow = "@media (max-width: 639.98px)";
const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  head: {
    display: "flex",
    justifyContent: "space-between",
    alignItems: "baseline",
    padding: "0 8px",
    fontSize: "12px",
    color: tokens.colorNeutralForeground3,
    [narrow]: { display: "none" },
  },
  title: {
    color: tokens.colorNeutralForeground1,
    fontSize: "14px",
    lineHeight: "20px",
    fontWeight: 600,
    margin: 0,
  },
  list: { [narrow]: { display: "none" } },
  menu: { display: "none", [narrow]: { display: "grid" } },
  // A phone shows the texts first; the rest of the languages on demand.
  more: { display: "none", [narrow]: { display: "flex", alignSelf: "flex-start" } },
  rest: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  closed: { [narrow]: { display: "none" } },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
});

interface Props {
  form: ContentForm;
  language: string;
  /** Why Send is refused as long as texts are missing. */
  problem: string | undefined;
  onSelect(language: string): void;
}

/** P-36, P-81: the languages of the notification, who gets them, and what they lack. */
export function LanguageColumn({ form, language, problem, onSelect }: Props) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const counts = useReach().reach;
  // The footer's query may answer before this part is hydrated; the server's HTML has no counts.
  const reach = useIsHydrated() ? counts : undefined;
  const { busy } = useTranslation();
  const { content } = form;
  const available = contentLanguages(content);
  const states = languageStates(content);
  const lacksText = states.some(
    ({ isDefault, counts: lacks }) => !isDefault && lacks.needs_text > 0,
  );
  const menuText = (state: LanguageState) => {
    const { text } = languageLook(state);
    return `${languageName(state.language)} · ${busy.has(state.language) ? "Translating…" : text}`;
  };
  const counted = reach && devicesByLanguage(reach.byLanguage, available, content.defaultLanguage);
  return (
    <section className={styles.root} aria-label="Languages of the notification">
      <div className={styles.head}>
        <h2 className={styles.title}>Language</h2>
        Devices
      </div>
      <div className={styles.list}>
        <LanguageList
          states={states}
          devices={counted?.devices}
          busy={busy}
          selected={language}
          onSelect={onSelect}
        />
      </div>
      <Field label="Language" className={styles.menu}>
        <Dropdown
          value={states.filter((state) => state.language === language).map(menuText)[0] ?? ""}
          selectedOptions={[language]}
          onOptionSelect={(_, data) => data.optionValue && onSelect(data.optionValue)}
        >
          {states.map((state) => (
            <Option key={state.language} value={state.language} text={menuText(state)}>
              {menuText(state)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Button icon={<AddRegular />} onClick={() => setOpen(true)}>
        Add languages
      </Button>
      {lacksText && <MissingTexts form={form} problem={problem} />}
      <Button
        className={styles.more}
        appearance="subtle"
        aria-expanded={isMoreOpen}
        icon={isMoreOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
        onClick={() => setMoreOpen(!isMoreOpen)}
      >
        Default language and files
      </Button>
      <div className={mergeClasses(styles.rest, !isMoreOpen && styles.closed)}>
        {counted && (
          <WhoGetsDefault {...{ ...counted, content }} isAlone={available.length === 1} />
        )}
        <DefaultLanguageField form={form} />
        {available.length > 1 && <LanguageFiles form={form} language={language} />}
      </div>
      <AddLanguagesDialog
        isOpen={isOpen}
        taken={available}
        counts={reach?.byLanguage ?? []}
        onClose={() => setOpen(false)}
        onAdd={(added) => {
          form.update((current) => addLanguages(current, added));
          const [first] = added;
          if (first) onSelect(first);
        }}
      />
    </section>
  );
}

const never = () => () => undefined;

function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function WhoGetsDefault(props: {
  others: number;
  total: number;
  isAlone: boolean;
  content: ContentForm["content"];
}) {
  const styles = useStyles();
  const format = useFormat();
  const { others, total, isAlone } = props;
  const name = languageName(props.content.defaultLanguage);
  if (isAlone) {
    const share = total > 0 ? others / total : 0;
    return (
      <p className={styles.note}>
        Everyone gets {name}.
        {others > 0 && ` ${format.rate(share)} of these devices use another language.`}
      </p>
    );
  }
  if (others === 0) return null;
  return (
    <p className={styles.note}>
      {format.number(others)}{" "}
      {others === 1
        ? "device uses another language and gets"
        : "devices use other languages and get"}{" "}
      {name}.
    </p>
  );
}
