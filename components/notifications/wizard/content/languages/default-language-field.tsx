"use client";

import { Dropdown, Field, Option } from "@fluentui/react-components";
import { useMemo } from "react";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { languageName } from "@/content/languages";
import { contentLanguages } from "@/content/notification-content";
import { storeLanguages } from "@/content/store-languages";
import { changeDefaultLanguage } from "@/content/translation/changes";

/** The language the document is written in. Choosing one that has texts changes the two over. */
export function DefaultLanguageField({ form }: { form: ContentForm }) {
  const { content } = form;
  const own = contentLanguages(content).join(" ");
  // A hundred languages, and nothing that is typed changes them.
  const options = useMemo(() => optionsOf(own.split(" ")), [own]);
  return (
    <Field label="Default language">
      <Dropdown
        value={languageName(content.defaultLanguage)}
        selectedOptions={[content.defaultLanguage]}
        disabled={!form.parsed.ok}
        style={{ minWidth: 0 }}
        onOptionSelect={(_, data) => {
          if (data.optionValue) form.setContent(changeDefaultLanguage(content, data.optionValue));
        }}
      >
        {options}
      </Dropdown>
    </Field>
  );
}

/** Those the notification has, then the others of the Store. */
function optionsOf(own: string[]) {
  const others = storeLanguages
    .flatMap(({ codes }) => codes)
    .filter((code) => !own.some((tag) => tag.toLowerCase() === code.toLowerCase()));
  return [...own, ...others].map((code) => (
    <Option key={code} value={code}>
      {languageName(code)}
    </Option>
  ));
}
