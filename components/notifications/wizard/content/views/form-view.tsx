"use client";

import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useMemo } from "react";
import { type PayloadForm, PayloadFormProvider } from "@/components/editor/form/form-context";
import { TileForm } from "@/components/editor/sections/tile-form";
import { ToastForm } from "@/components/editor/sections/toast-form";
import { TranslationForm } from "@/components/notifications/wizard/content/languages/translation-form";
import { BadgeField } from "@/components/notifications/wizard/content/options/badge-field";
import { ToastOptions } from "@/components/notifications/wizard/content/options/toast-options";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { outlineOf, sectionsOf } from "@/content/editor/outline";

interface Props {
  form: ContentForm;
  language: string;
  problems: StepProblems;
  onOpenXml(): void;
}

/** The whole payload as fields; in another language than the default one, its texts. */
export function FormView({ form, language, problems, onOpenXml }: Props) {
  const { parsed, fields } = form;
  const outline = useMemo(() => (parsed.ok ? outlineOf(parsed.document) : undefined), [parsed]);
  const isOther = form.problems.some(({ code }) => /^root/.test(code));
  if (!parsed.ok || isOther || !fields || !outline) {
    return <Broken form={form} onOpenXml={onOpenXml} />;
  }
  const payload: PayloadForm = {
    document: parsed.document,
    problems: form.problems,
    edit: form.edit,
  };
  const isDefault = language === form.content.defaultLanguage;
  const sections = sectionsOf(outline);
  const title = sections.bindings[0]?.texts[0]?.path.join("/");
  const withRules: PayloadForm = {
    ...payload,
    messageOf: (path, attribute) =>
      attribute === undefined && path.join("/") === title
        ? problems.messageOf("content.title")
        : undefined,
    onLeave: (path) => path.join("/") === title && problems.touch("content.title"),
  };
  return (
    <PayloadFormProvider form={withRules}>
      {!isDefault && <TranslationForm form={form} language={language} />}
      {fields.kind === "toast" && <ToastOptions {...{ form, fields, problems }} />}
      {isDefault && fields.kind === "toast" && <ToastForm sections={sections} />}
      {isDefault && fields.kind === "tile" && (
        <>
          <BadgeField form={form} problem={problems.messageOf("content.badge")} />
          <TileForm sections={sections} />
        </>
      )}
    </PayloadFormProvider>
  );
}

function Broken({ form, onOpenXml }: { form: ContentForm; onOpenXml(): void }) {
  const [first] = form.problems;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        The XML of this notification has a mistake, so the form cannot show it. Nothing is lost.
        {first && ` Line ${first.line}, column ${first.column}: ${first.message}`}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onOpenXml}>Open the XML</Button>
        {form.undo && <Button onClick={form.undo}>Undo</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
