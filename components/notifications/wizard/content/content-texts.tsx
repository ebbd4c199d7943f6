"use client";

import { Field, Input, makeStyles, Textarea, tokens } from "@fluentui/react-components";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import type { TileFields, ToastFields } from "@/content/fields";
import type { ContentForm } from "./use-content";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: "12px" },
  head: { display: "flex", justifyContent: "space-between", alignItems: "baseline" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

/** Title and body of a toast. */
export function ToastTexts(props: {
  form: ContentForm;
  fields: ToastFields;
  problems: StepProblems;
}) {
  const styles = useStyles();
  const { form, fields, problems } = props;
  const used = [fields.title, fields.body, fields.third].filter((text) => text !== "").length;
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2 className={styles.heading}>Text</h2>
        <span className={styles.quiet}>{used} of 3 texts</span>
      </div>
      <Field
        label="Text 1 (title)"
        required
        validationMessage={problems.messageOf("content.title")}
      >
        <Input
          value={fields.title}
          onChange={(_, data) => form.setField("title", data.value)}
          onBlur={() => problems.touch("content.title")}
        />
      </Field>
      <Field label="Text 2">
        <Textarea
          value={fields.body}
          rows={3}
          onChange={(_, data) => form.setField("body", data.value)}
        />
      </Field>
      <Field label="Text 3">
        <Textarea
          value={fields.third}
          rows={2}
          onChange={(_, data) => form.setField("third", data.value)}
        />
      </Field>
    </section>
  );
}

const sizeNames: Record<string, string> = {
  TileSmall: "Small tile",
  TileMedium: "Medium tile",
  TileWide: "Wide tile",
  TileLarge: "Large tile",
};

/** Texts of each size of a tile. */
export function TileTexts(props: {
  form: ContentForm;
  fields: TileFields;
  problems: StepProblems;
}) {
  const styles = useStyles();
  return (
    <>
      {props.fields.bindings.map((binding, at) => (
        <section key={binding.template} className={styles.section}>
          <h2 className={styles.heading}>{sizeNames[binding.template] ?? binding.template}</h2>
          {binding.texts.map((text, line) => (
            <Field
              // biome-ignore lint/suspicious/noArrayIndexKey: a tile's text has no name but its place
              key={line}
              label={`Text ${line + 1}`}
              validationMessage={
                line === 0 && at === 0 ? props.problems.messageOf("content.title") : undefined
              }
            >
              <Input
                value={text}
                onChange={(_, data) => props.form.setBindingText(at, line, data.value)}
              />
            </Field>
          ))}
        </section>
      ))}
    </>
  );
}
