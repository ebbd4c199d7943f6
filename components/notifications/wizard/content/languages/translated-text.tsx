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
import { SourceText } from "./source-text";
import { slotLooks } from "./state-looks";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "4px" },
  head: { display: "flex", justifyContent: "space-between", alignItems: "center", gap: "8px" },
  dashed: {
    border: `1px dashed ${tokens.colorStatusDangerForeground1}`,
    "::after": { display: "none" },
  },
  deeds: { display: "flex", gap: "8px" },
});

/** One text in one language: where it comes from, what it says, what the default language says. */
export function TranslatedText(props: {
  translation: SlotTranslation;
  label: string;
  language: string;
  defaultLanguage: string;
  onChange(text: string): void;
  onConfirm(): void;
  onReset(): void;
}) {
  const styles = useStyles();
  const id = useId("text");
  const { translation, language } = props;
  const { slot, state, entry } = translation;
  const isMissing = state === "needs_text";
  const isLong = slot.kind === "text" && slot.text.length > 40;
  const Control = isLong ? Textarea : Input;
  const isShared = slot.isOptional && state === "default";
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <Label htmlFor={id}>{props.label}</Label>
        <Status look={slotLooks[state]} text={isShared ? "Shared by all languages" : undefined} />
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
      />
      <SourceText
        language={props.defaultLanguage}
        text={slot.text}
        before={state === "out_of_date" ? entry?.sourceText : undefined}
      />
      {(state === "out_of_date" || state === "edited") && (
        <div className={styles.deeds}>
          {state === "out_of_date" && (
            <Button size="small" onClick={props.onConfirm}>
              Still right
            </Button>
          )}
          <Button size="small" appearance="subtle" onClick={props.onReset}>
            Reset
          </Button>
        </div>
      )}
    </div>
  );
}
