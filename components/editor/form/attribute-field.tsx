"use client";

import {
  Checkbox,
  Combobox,
  Dropdown,
  Field,
  Input,
  Option,
  Textarea,
} from "@fluentui/react-components";
import { memo } from "react";
import { windowsSounds } from "@/components/editor/xml/completion";
import {
  attributeValue,
  elementAt,
  type NodePath,
  removeIllegalCharacters,
  walkElements,
  type XmlDocument,
} from "@/content/document";
import { setAttribute } from "@/content/editor/edit";
import type { OutlineAttribute } from "@/content/editor/outline";
import { isSameProps, pathKey, problemAt, useFormDeeds, usePayloadForm } from "./form-context";
import { ImageCheck } from "./image-check";
import { attributeLabels, valueLabel } from "./words";

/** Fluent's least width of 250 px is more than a column of the form has. */
const narrow = { minWidth: 0 };

interface Props {
  path: NodePath;
  attribute: OutlineAttribute;
  /** Where the element gives an attribute another name. */
  label?: string;
}

/** One attribute with the control its values ask for. An empty one is taken out, so Windows' default holds. */
export function AttributeField({ path, attribute, ...props }: Props) {
  const { name, value, rule } = attribute;
  const form = usePayloadForm();
  const problem = form.messageOf?.(path, name) ?? problemAt(form, path, name);
  const field = (
    <Labelled
      {...{ path, name, value, rule, problem }}
      label={props.label ?? attributeLabels[name] ?? name}
      offers={offersOf(form.document, attribute)}
    />
  );
  if (!value || !isImage(form, path, name)) return field;
  return (
    <div>
      {field}
      <ImageCheck path={path} src={value} />
    </div>
  );
}

/** Texts that are suggested, or undefined where none are. */
function offersOf(document: XmlDocument, { name, rule }: OutlineAttribute) {
  if (rule?.value.type === "sound") return windowsSounds;
  if (name !== "hint-inputId") return undefined;
  return [...walkElements(document)].flatMap(([element]) =>
    element.name === "input" ? [attributeValue(element, "id") ?? ""] : [],
  );
}

interface LabelledProps extends OutlineAttribute {
  path: NodePath;
  label: string;
  problem: string | undefined;
  offers: readonly string[] | undefined;
}

const Labelled = memo(function Labelled({ label, problem, ...props }: LabelledProps) {
  const { path, name, value, rule } = props;
  const { edit, leave } = useFormDeeds();
  const set = (typed: string) => {
    const next = removeIllegalCharacters(typed);
    const written = next === "" && !rule?.required ? undefined : next;
    const key = `${pathKey(path)}@${name}`;
    edit((document) => setAttribute(document, path, [name, written]), key);
  };
  if (rule?.value.type === "boolean" && (value === undefined || /^(true|false)$/.test(value))) {
    const isOn = value === "true";
    return <Checkbox label={label} checked={isOn} onChange={() => set(isOn ? "" : "true")} />;
  }
  return (
    <Field
      label={label}
      required={rule?.required && name !== "content" && name !== "arguments"}
      hint={rule ? rule.help : "Windows does not know it. It is kept as written."}
      validationMessage={problem}
      validationState={problem ? "warning" : "none"}
    >
      <Control {...props} onChange={set} onLeave={() => leave(path)} />
    </Field>
  );
}, isSameProps);

/** `src` of a sound is none. */
function isImage({ document }: { document: XmlDocument }, path: NodePath, name: string): boolean {
  if (name !== "src") return imageNames.has(name);
  return elementAt(document, path)?.name === "image";
}

const imageNames = new Set(["imageUri", "spritesheet-src"]);

interface ControlProps extends Omit<LabelledProps, "label" | "problem"> {
  onChange(value: string): void;
  onLeave(): void;
}

function Control({ path, offers, onChange, onLeave, ...attribute }: ControlProps) {
  const { name, value = "", rule } = attribute;
  const kind = rule?.value;
  if (kind?.type === "choice") return <Choice {...{ attribute, onChange }} />;
  if (offers) return <Offers {...{ value, offers, onChange }} />;
  if (name === "launch" || (name === "arguments" && path.length > 0)) {
    return (
      <Textarea
        value={value}
        rows={name === "launch" ? 2 : 1}
        resize="vertical"
        onChange={(_, data) => onChange(data.value)}
        onBlur={onLeave}
      />
    );
  }
  return (
    <Input
      value={value}
      inputMode={kind?.type === "integer" ? "numeric" : undefined}
      placeholder={kind?.type === "timestamp" ? "2026-11-27T08:00:00Z" : rule?.default}
      onChange={(_, data) => onChange(data.value)}
      onBlur={onLeave}
    />
  );
}

/** The values Windows knows; one it does not know stays and is shown. */
function Choice(props: { attribute: OutlineAttribute; onChange(value: string): void }) {
  const { value, rule } = props.attribute;
  if (rule?.value.type !== "choice") return null;
  const { values } = rule.value;
  const standard = rule.default ?? "";
  const none = standard === "" && !rule.required ? [""] : [];
  const shown = value ?? standard;
  const nameOf = (choice: string) => (choice === "" ? "Not set" : valueLabel(choice));
  return (
    <Dropdown
      style={narrow}
      value={nameOf(shown)}
      selectedOptions={[shown]}
      onOptionSelect={(_, data) => {
        const next = data.optionValue ?? "";
        props.onChange(next === standard && !rule.required ? "" : next);
      }}
    >
      {[...none, ...values].map((choice) => (
        <Option key={choice} value={choice}>
          {nameOf(choice)}
        </Option>
      ))}
    </Dropdown>
  );
}

/** A text with suggestions. */
function Offers(props: {
  value: string;
  offers: readonly string[];
  onChange(value: string): void;
}) {
  return (
    <Combobox
      style={narrow}
      freeform
      value={props.value}
      selectedOptions={[props.value]}
      onInput={(event) => props.onChange(event.currentTarget.value)}
      onOptionSelect={(_, data) =>
        data.optionValue !== undefined && props.onChange(data.optionValue)
      }
    >
      {props.offers.map((offer) => (
        <Option key={offer} value={offer}>
          {offer}
        </Option>
      ))}
    </Combobox>
  );
}
