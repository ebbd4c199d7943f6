"use client";

import {
  Button,
  Input,
  Label,
  makeStyles,
  mergeClasses,
  Textarea,
  tokens,
  useId,
} from "@fluentui/react-components";
import { Status } from "@/components/ui/status";
import { directionOf, languageName } from "@/content/languages";
import type { SlotTranslation } from "@/content/translation/states";
import { glossaryProblems } from "@/server/translation/glossary/rules";
import { SourceText } from "./source-text";
import { originText, slotLooks } from "./state-looks";
import { Suggestions } from "./suggestions";
import { useTranslation } from "./translate/translation-context";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "4px" },
  head: { display: "flex", justifyContent: "space-between", alignItems: "center", gap: "8px" },
  dashed: {
    border: `1px dashed ${tokens.colorStatusDangerForeground1}`,
    "::after": { display: "none" },
  },
  deeds: { display: "flex", gap: "8px", flexWrap: "wrap" },
  failure: { fontSize: "12px", lineHeight: "16px", color: tokens.colorPaletteRedForeground1 },
  note: { fontSize: "12px", lineHeight: "16px", color: tokens.colorStatusWarningForeground3 },
});

/** One text in one language: where it comes from, what it says, what the default language says. */
export function TranslatedText(props: {
  translation: SlotTranslation;
  label: string;
  language: string;
  defaultLanguage: string;
  onChange(text: string): void;
  onConfirm(): void;
}) {
  const styles = useStyles();
  const id = useId("text");
  const { translation, language } = props;
  const { slot, state, entry } = translation;
  const isMissing = state === "needs_text";
  const isLong = slot.kind === "text" && slot.text.length > 40;
  const Control = isLong ? Textarea : Input;
  const isShared = slot.isOptional && state === "default";
  const address = { language, slotId: slot.id };
  const { remember } = useTranslation();
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <Label htmlFor={id}>{props.label}</Label>
        <Status
          look={slotLooks[state]}
          text={isShared ? "Shared by all languages" : originText(state, entry)}
        />
      </div>
      <Control
        id={id}
        className={mergeClasses(isMissing && styles.dashed)}
        dir={directionOf(language)}
        lang={language}
        value={isMissing || state === "default" ? "" : translation.text}
        placeholder={
          slot.isOptional ? slot.text : isMissing ? `Add ${languageName(language)} text` : undefined
        }
        onChange={(_: unknown, data: { value: string }) => props.onChange(data.value)}
        onBlur={() => state === "edited" && remember(language, slot.text, translation.text)}
      />
      <SourceText
        language={props.defaultLanguage}
        text={slot.text}
        before={state === "out_of_date" ? entry?.sourceText : undefined}
      />
      <Remarks {...{ translation, language }} from={props.defaultLanguage} />
      {isMissing && slot.isTranslatable && (
        <Suggestions
          from={props.defaultLanguage}
          language={language}
          text={slot.text}
          onUse={props.onChange}
        />
      )}
      <Deeds {...{ translation, address }} onConfirm={props.onConfirm} />
    </div>
  );
}

/** Why a translator gave nothing, and what the glossary has against the text. */
function Remarks(props: { translation: SlotTranslation; language: string; from: string }) {
  const styles = useStyles();
  const { failureOf, terms } = useTranslation();
  const { slot, state, text } = props.translation;
  const isOpen = state === "needs_text" || state === "out_of_date";
  const failure = isOpen ? failureOf(props.language, slot.text) : undefined;
  const languages = { from: props.from, to: props.language };
  const hasOwn = state !== "needs_text" && state !== "default";
  const problems = hasOwn
    ? glossaryProblems(terms, languages, { source: slot.text, target: text })
    : [];
  return (
    <>
      {failure && <span className={styles.failure}>{failure}</span>}
      {problems.map((problem) => (
        <span key={problem} className={styles.note}>
          {problem}
        </span>
      ))}
    </>
  );
}

function Deeds(props: {
  translation: SlotTranslation;
  address: { language: string; slotId: string };
  onConfirm(): void;
}) {
  const styles = useStyles();
  const { again, reset, busy } = useTranslation();
  const { address } = props;
  const { state, entry, slot } = props.translation;
  const isStale = state === "out_of_date";
  const isHuman = entry?.origin === "human" && (isStale || state === "edited");
  if (!isStale && !isHuman) return null;
  const isBusy = busy.has(address.language);
  return (
    <div className={styles.deeds}>
      {isStale && (
        <Button size="small" onClick={props.onConfirm}>
          Still right
        </Button>
      )}
      {isStale && (
        <Button
          size="small"
          disabledFocusable={isBusy}
          onClick={() => void again(address, slot.text)}
        >
          Translate again
        </Button>
      )}
      {isHuman && (
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={isBusy}
          onClick={() => reset(address, slot.text)}
        >
          Reset to automatic
        </Button>
      )}
    </div>
  );
}
