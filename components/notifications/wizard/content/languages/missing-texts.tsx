"use client";

import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { languageName } from "@/content/languages";

/** What is sent where a text is missing: an explicit choice, for all languages. */
export function MissingTexts({ form, problem }: { form: ContentForm; problem?: string }) {
  const { content } = form;
  const name = languageName(content.defaultLanguage);
  return (
    <Field
      label="Where a text is missing"
      validationMessage={problem}
      validationState={problem ? "error" : "none"}
    >
      <RadioGroup
        value={content.missingTexts ?? ""}
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
