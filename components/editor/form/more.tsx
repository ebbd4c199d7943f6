"use client";

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ChevronDownRegular, ChevronRightRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import type { OutlineAttribute, OutlineItem } from "@/content/editor/outline";
import { AttributeField } from "./attribute-field";
import { attributeLabels, isMainAttribute, valueLabel } from "./words";

export const useFieldStyles = makeStyles({
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(220px, 100%), 1fr))",
    gap: "10px 12px",
    alignItems: "start",
  },
  summary: {
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
    fontWeight: 400,
    marginLeft: "8px",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    "@media (max-width: 639.98px)": { whiteSpace: "normal" },
  },
  toggle: {
    justifyContent: "flex-start",
    textAlign: "start",
    minWidth: 0,
    maxWidth: "100%",
    paddingLeft: "4px",
  },
  body: { paddingLeft: "16px", paddingTop: "4px" },
});

/** Attributes that are always in sight. */
export function MainFields({ item }: { item: OutlineItem }) {
  const styles = useFieldStyles();
  const main = item.attributes.filter(({ name }) => isMainAttribute(item.name, name));
  // Fields must not change places when they are filled: the grammar's order, not the written one.
  const order = Object.keys(item.rule?.attributes ?? {});
  main.sort((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
  if (main.length === 0) return null;
  return (
    <div className={styles.fields}>
      {main.map((attribute) => (
        <AttributeField key={attribute.name} path={item.path} attribute={attribute} />
      ))}
    </div>
  );
}

/** The rest of an element's attributes; the closed line names what is set. */
export function MoreFields(props: { item: OutlineItem; without?: readonly string[] }) {
  const { item, without = [] } = props;
  const rest = item.attributes.filter(
    (attribute) =>
      !isMainAttribute(item.name, attribute.name) &&
      !without.includes(attribute.name) &&
      (!attribute.rule?.ignored || attribute.value !== undefined),
  );
  const styles = useFieldStyles();
  if (rest.length === 0) return null;
  rest.sort((left, right) => labelOf(left).localeCompare(labelOf(right), "en"));
  return (
    <Disclosure label="More" summary={summaryOf(rest)}>
      <div className={styles.fields}>
        {rest.map((attribute) => (
          <AttributeField key={attribute.name} path={item.path} attribute={attribute} />
        ))}
      </div>
    </Disclosure>
  );
}

export function Disclosure(props: { label: string; summary: string; children: ReactNode }) {
  const styles = useFieldStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button
        className={styles.toggle}
        size="small"
        appearance="transparent"
        aria-expanded={isOpen}
        icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
        onClick={() => setOpen(!isOpen)}
      >
        {props.label}
        <span className={styles.summary}>{props.summary}</span>
      </Button>
      {isOpen && <div className={styles.body}>{props.children}</div>}
    </div>
  );
}

function labelOf({ name }: OutlineAttribute): string {
  return attributeLabels[name] ?? name;
}

function summaryOf(attributes: readonly OutlineAttribute[]): string {
  return attributes
    .filter(({ value }) => value !== undefined)
    .map((attribute) => {
      const isWord = attribute.rule?.value.type === "choice";
      const value = attribute.value ?? "";
      return `${labelOf(attribute)}: ${isWord ? valueLabel(value) : value}`;
    })
    .join(" · ");
}
