"use client";

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons";
import { FormSection } from "@/components/editor/sections/form-section";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { languageName } from "@/content/languages";
import { confirmText, overrideText, removeLanguage } from "@/content/translation/changes";
import { textsToTranslate, translationsOf } from "@/content/translation/states";
import { groupSlots } from "./group-slots";
import { useTranslation } from "./translate/translation-context";
import { TranslatedText } from "./translated-text";
import { TranslationNote } from "./translation-note";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "16px" },
  none: { color: tokens.colorNeutralForeground3, fontSize: "13px", margin: 0 },
  remove: { alignSelf: "flex-start" },
});

/** The texts of one language beside the default language's (P-83 to P-86). */
export function TranslationForm({ form, language }: { form: ContentForm; language: string }) {
  const styles = useStyles();
  const { hold, remember } = useTranslation();
  const { content } = form;
  const { defaultLanguage } = content;
  const texts = translationsOf(content, language);
  const isStale = texts.some(({ state }) => state === "out_of_date");
  const waits = textsToTranslate(content, language).length > 0;
  const groups = groupSlots(form.parsed.ok ? form.parsed.document : undefined, texts);
  return (
    <div className={styles.root}>
      {isStale && (
        <MessageBar intent="warning">
          <MessageBarBody>
            <b>{languageName(defaultLanguage)} changed.</b> Edited texts are not overwritten.
          </MessageBarBody>
        </MessageBar>
      )}
      {waits && <Waiting language={language} />}
      {groups.length === 0 && (
        <p className={styles.none}>
          There is nothing to translate yet. Write in {languageName(defaultLanguage)} first.
        </p>
      )}
      {groups.map((group) => (
        <FormSection key={group.title} title={group.title}>
          {group.texts.map((translation) => {
            const address = { language, slotId: translation.slot.id };
            return (
              <TranslatedText
                key={address.slotId}
                translation={translation}
                label={translation.slot.label}
                language={language}
                defaultLanguage={defaultLanguage}
                onChange={(text) => {
                  if (text.trim() === "") hold(language, translation.slot.text);
                  form.update(
                    (current) => overrideText(current, address, text),
                    `${language} ${address.slotId}`,
                  );
                }}
                onConfirm={() => {
                  form.update((current) => confirmText(current, address));
                  remember(language, translation.slot.text, translation.text);
                }}
              />
            );
          })}
        </FormSection>
      ))}
      {texts.some(({ state }) => state === "builtin") && (
        <p className={styles.none}>
          Built-in texts ship with Herald. No native speaker has reviewed them.
        </p>
      )}
      <Button
        className={styles.remove}
        icon={<DeleteRegular />}
        onClick={() => form.update((current) => removeLanguage(current, language))}
      >
        Remove {languageName(language)}
      </Button>
    </div>
  );
}

/** Texts that no translator has filled: who could, and one more try. */
function Waiting({ language }: { language: string }) {
  const { busy, isSetUp, retry } = useTranslation();
  if (busy.has(language)) {
    return (
      <MessageBar intent="info">
        <MessageBarBody>Translating into {languageName(language)}…</MessageBarBody>
      </MessageBar>
    );
  }
  if (!isSetUp) return <TranslationNote />;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        Some texts could not be translated. Add them yourself or import a file.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => retry(language)}>Try again</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
