"use client";

import {
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
} from "@fluentui/react-components";
import { useRef } from "react";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { languageName } from "@/content/languages";
import { storeLanguages } from "@/content/store-languages";
import { ByteMeter } from "./byte-meter";
import { ToastOptions } from "./content-options";
import { TileTexts, ToastTexts } from "./content-texts";
import { PreviewPane } from "./preview-pane";
import { type ContentForm, useContent } from "./use-content";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 640px) 412px",
    gap: "24px",
    alignItems: "start",
    "@media (max-width: 1023px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  form: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
});

/** P-36 to P-50 as far as the form goes; the preview follows every key. */
export function ContentStep({ problems }: { problems: StepProblems }) {
  const styles = useStyles();
  const { notification, draft, apps } = useDraft();
  const form = useContent();
  const lastGood = useRef(form.parsed.ok ? form.parsed.document : undefined);
  if (form.parsed.ok) lastGood.current = form.parsed.document;
  const app = apps.find(({ id }) => id === draft.audience.appIds[0]);
  const language = languageName(form.content.defaultLanguage);
  return (
    <div className={styles.columns}>
      <div className={styles.form}>
        <LanguageField form={form} />
        {!form.fields && (
          <MessageBar intent="error">
            <MessageBarBody>
              The XML of this notification has a mistake, so the form cannot show it. Nothing is
              lost.
            </MessageBarBody>
          </MessageBar>
        )}
        {form.fields?.kind === "toast" && (
          <>
            <ToastOptions form={form} fields={form.fields} problems={problems} />
            <ToastTexts form={form} fields={form.fields} problems={problems} />
          </>
        )}
        {form.fields?.kind === "tile" && (
          <TileTexts form={form} fields={form.fields} problems={problems} />
        )}
        {form.bytes !== undefined && (
          <ByteMeter bytes={form.bytes} limit={form.byteLimit} language={language} />
        )}
      </div>
      <PreviewPane
        document={lastGood.current}
        kind={notification.kind}
        app={app ?? { name: "Your app", iconGlyph: "app", iconColor: "#0F6CBD" }}
        language={form.content.defaultLanguage}
        isCurrent={form.parsed.ok}
      />
    </div>
  );
}

/** The language the author writes in; everybody gets it until others are added. */
function LanguageField({ form }: { form: ContentForm }) {
  const { defaultLanguage } = form.content;
  return (
    <Field label="Default language" hint={`Everyone gets ${languageName(defaultLanguage)}.`}>
      <Dropdown
        value={languageName(defaultLanguage)}
        selectedOptions={[defaultLanguage]}
        onOptionSelect={(_, data) => data.optionValue && form.setLanguage(data.optionValue)}
      >
        {storeLanguages.flatMap(({ codes }) =>
          codes.map((code) => (
            <Option key={code} value={code}>
              {languageName(code)}
            </Option>
          )),
        )}
      </Dropdown>
    </Field>
  );
}
