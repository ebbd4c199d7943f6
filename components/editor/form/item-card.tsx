"use client";

import {
  Field,
  Input,
  Label,
  makeStyles,
  Textarea,
  tokens,
  useId,
} from "@fluentui/react-components";
import { type KeyboardEvent, memo } from "react";
import { type NodePath, removeIllegalCharacters } from "@/content/document";
import { setText } from "@/content/editor/edit";
import { moveElement } from "@/content/editor/move";
import type { OutlineItem } from "@/content/editor/outline";
import { AddMenu } from "./add-menu";
import { DragHandle, dragMarks } from "./drag-handle";
import { isSameProps, pathKey, problemAt, useFormDeeds, usePayloadForm } from "./form-context";
import { ItemDeeds } from "./item-deeds";
import { MainFields, MoreFields } from "./more";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    minWidth: 0,
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    [`&[${dragMarks.dragged}]`]: { opacity: 0.5 },
    [`&[${dragMarks.drop}=before]`]: {
      boxShadow: `0 -3px 0 ${tokens.colorCompoundBrandBackground}`,
    },
    [`&[${dragMarks.drop}=after]`]: {
      boxShadow: `0 3px 0 ${tokens.colorCompoundBrandBackground}`,
    },
  },
  head: { display: "flex", alignItems: "center", minHeight: "28px", gap: "8px" },
  title: { fontSize: "14px", fontWeight: 600, margin: 0 },
  problem: { fontSize: "12px", color: tokens.colorStatusDangerForeground1 },
  inner: {
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    marginTop: "8px",
    paddingLeft: "12px",
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface Props {
  item: OutlineItem;
  /** Instead of the outline's own label. */
  label?: string;
}

/** One element of the payload with everything that can be said of it, and what stands in it. */
export function ItemCard(props: Props) {
  const styles = useStyles();
  const { item } = props;
  const label = props.label ?? item.label;
  const { change } = useFormDeeds();
  const id = useId("item");
  const inner = item.children.filter((child) => child.rule);

  function onKeyDown(event: KeyboardEvent) {
    const direction = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (!event.altKey || !direction || event.defaultPrevented) return;
    event.preventDefault();
    change((document) => moveElement(document, item.path, direction));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside the deeds.
    <div
      role="group"
      aria-labelledby={id}
      className={styles.root}
      data-item={pathKey(item.path)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        <DragHandle path={item.path} />
        {item.text === undefined ? (
          <h3 id={id} className={styles.title}>
            {label}
          </h3>
        ) : (
          <Label id={id} htmlFor={`${id}-text`}>
            {label}
          </Label>
        )}
        <ItemDeeds path={item.path} label={label} />
      </div>
      {item.text !== undefined && <TextInput item={item} id={`${id}-text`} />}
      {item.text === undefined && <ItemProblem path={item.path} />}
      <MainFields item={item} />
      {Object.keys(item.rule?.children ?? {}).length > 0 && (
        <div className={styles.inner}>
          {inner.map((child) => (
            <ItemCard key={pathKey(child.path)} item={child} />
          ))}
          <AddMenu path={item.path} label={label} />
        </div>
      )}
      <MoreFields item={item} />
    </div>
  );
}

/** What is wrong with the element itself: one too many, in the wrong place. */
function ItemProblem({ path }: { path: NodePath }) {
  const styles = useStyles();
  const problem = problemAt(usePayloadForm(), path, undefined);
  return problem ? <span className={styles.problem}>{problem}</span> : null;
}

/** Titles and words in columns are one line, the other texts of a toast may be several. */
function TextInput({ item, id }: { item: OutlineItem; id: string }) {
  const form = usePayloadForm();
  const { path, text = "", label } = item;
  const problem = form.messageOf?.(path, undefined) ?? problemAt(form, path, undefined);
  const isLong = path.length === 3 && label !== "Text 1" && form.document.root.name === "toast";
  return <TextControl {...{ id, path, text, problem, isLong }} />;
}

const TextControl = memo(function TextControl(props: {
  id: string;
  path: NodePath;
  text: string;
  problem: string | undefined;
  isLong: boolean;
}) {
  const { id, path, problem } = props;
  const { edit, leave } = useFormDeeds();
  const control = {
    id,
    value: props.text,
    onBlur: () => leave(path),
    onChange: (_: unknown, data: { value: string }) =>
      edit(
        (document) => setText(document, path, removeIllegalCharacters(data.value)),
        `${pathKey(path)}#text`,
      ),
  };
  return (
    <Field validationMessage={problem} validationState={problem ? "error" : "none"}>
      {props.isLong ? <Textarea rows={2} resize="vertical" {...control} /> : <Input {...control} />}
    </Field>
  );
}, isSameProps);
