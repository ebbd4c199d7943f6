"use client";

import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons";
import { FormSection } from "@/components/editor/sections/form-section";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { languageName } from "@/content/languages";
import {
  confirmText,
  overrideText,
  removeLanguage,
  resetText,
} from "@/content/translation/changes";
import { textsToTranslate, translationsOf } from "@/content/translation/states";
import { groupSlots } from "./group-slots";
import { MissingTexts } from "./missing-texts";
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
      {waits && <TranslationNote />}
      {waits && <MissingTexts form={form} />}
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
                onChange={(text) =>
                  form.setContent(
                    overrideText(content, address, text),
                    `${language} ${address.slotId}`,
                  )
                }
                onConfirm={() => form.setContent(confirmText(content, address))}
                onReset={() => form.setContent(resetText(content, address))}
              />
            );
          })}
        </FormSection>
      ))}
      <Button
        className={styles.remove}
        icon={<DeleteRegular />}
        onClick={() => form.setContent(removeLanguage(content, language))}
      >
        Remove {languageName(language)}
      </Button>
    </div>
  );
}
