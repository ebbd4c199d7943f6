"use client";

import { Link } from "@fluentui/react-components";
import { useMemo } from "react";
import { XmlView } from "@/components/editor/xml/xml-view";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { languageName } from "@/content/languages";
import { renderLanguage } from "@/content/notification-content";
import type { PayloadKind } from "@/content/validate";

interface Props {
  form: ContentForm;
  kind: PayloadKind;
  language: string;
  onSelect(language: string): void;
}

/** The document is written in the default language; what another language gets is there to be read. */
export function XmlTab({ form, kind, language, onSelect }: Props) {
  const { content } = form;
  const { defaultLanguage } = content;
  const isDefault = language === defaultLanguage;
  const xml = useMemo(() => {
    if (isDefault) return content.document;
    const rendered = renderLanguage(content, language, "default");
    return rendered.ok ? rendered.xml : content.document;
  }, [content, language, isDefault]);
  const problems = useMemo(() => form.problemsOf(xml), [form.problemsOf, xml]);
  const name = languageName(language);
  return (
    <XmlView
      key={language}
      xml={xml}
      kind={kind}
      fileName={`notification-${language}.xml`}
      problems={problems}
      problemsOf={form.problemsOf}
      onChange={
        isDefault
          ? (text, how) => form.setXml(text, how === "typed" ? "xml" : undefined)
          : undefined
      }
      note={
        isDefault ? (
          "Editing here changes the form, and the other way round. What the form can’t show is kept as written."
        ) : (
          <>
            This is what devices in {name} get. Change its texts in the form, everything else in{" "}
            <Link as="button" inline onClick={() => onSelect(defaultLanguage)}>
              the XML in {languageName(defaultLanguage)}
            </Link>
            .
          </>
        )
      }
    />
  );
}
