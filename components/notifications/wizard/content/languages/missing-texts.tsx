"use client";

import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { languageName } from "@/content/languages";

/** What is sent where a text is missing: an explicit choice, for all languages. */
export function MissingTexts({ form }: { form: ContentForm }) {
  const { content } = form;
  const name = languageName(content.defaultLanguage);
  return (
    <Field label="Where a text is missing, in any language">
      <RadioGroup
        value={content.missingTexts ?? "default"}
        onChange={(_, data) =>
          form.setContent({
            ...content,
            missingTexts: data.value === "refuse" ? "refuse" : "default",
          })
        }
      >
        <Radio value="default" label={`Show the text in ${name}`} />
        <Radio value="refuse" label="Refuse to send" />
      </RadioGroup>
    </Field>
  );
}
