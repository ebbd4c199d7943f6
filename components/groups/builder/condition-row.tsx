"use client";

import { Button, Dropdown, makeStyles, mergeClasses, Option } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useEffect, useRef } from "react";
import {
  type AttributeId,
  attributeOf,
  attributes,
  type CategoryId,
  categories,
  type OperatorId,
  operatorLabels,
} from "@/server/groups/grammar";
import type { DraftCondition } from "./draft-rule";
import { ValueField } from "./value-field";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 172px) minmax(0, 216px) minmax(0, 134px) minmax(0, 1fr) 32px",
    gap: "8px",
    alignItems: "center",
    "@media (max-width: 899.98px)": {
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr) 40px",
    },
  },
  field: { minWidth: 0, width: "100%" },
  /** Two values, or any number of tags, have a line of their own. */
  wide: {
    gridColumn: "2 / 5",
    gridRowStart: 2,
    "@media (max-width: 899.98px)": { gridColumn: "1 / 3", gridRowStart: "auto" },
  },
  remove: {
    gridColumnStart: 5,
    gridRowStart: 1,
    "@media (max-width: 899.98px)": {
      gridColumnStart: 3,
      gridRowStart: 1,
      minWidth: "40px",
      minHeight: "40px",
    },
  },
});

/** Category, attribute, operator, value. Delete on the handle removes the row. */
export function ConditionRow(props: {
  name: string;
  condition: DraftCondition;
  onChange(changes: Partial<DraftCondition>): void;
  onRemove(): void;
}) {
  const styles = useStyles();
  const { condition, name, onChange } = props;
  const { category, attribute, operator } = condition;
  const attributeField = useRef<HTMLButtonElement>(null);
  const isCategoryNew = useRef(false);
  useEffect(() => {
    if (!isCategoryNew.current) return;
    isCategoryNew.current = false;
    if (category && !attribute) attributeField.current?.focus();
  }, [category, attribute]);
  const offered = attributes.filter((one) => one.category === category);
  const isWide = operator === "between" || (attribute && attributeOf(attribute).kind === "market");
  const operators = attribute ? attributeOf(attribute).operators : [];
  return (
    <fieldset className={styles.row} aria-label={name} style={{ border: 0, margin: 0, padding: 0 }}>
      <Dropdown
        className={styles.field}
        aria-label={`${name}: category`}
        placeholder="Category"
        value={categories.find(({ id }) => id === category)?.label ?? ""}
        selectedOptions={[category ?? ""]}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue === category) return;
          isCategoryNew.current = true;
          onChange({ category: optionValue as CategoryId });
        }}
      >
        {categories.map(({ id, label }) => (
          <Option key={id} value={id}>
            {label}
          </Option>
        ))}
      </Dropdown>
      <Dropdown
        ref={attributeField}
        className={styles.field}
        aria-label={`${name}: attribute`}
        placeholder="Attribute"
        disabled={!category}
        value={attribute ? attributeOf(attribute).label : ""}
        selectedOptions={[attribute ?? ""]}
        onOptionSelect={(_, { optionValue }) => onChange({ attribute: optionValue as AttributeId })}
      >
        {offered.map(({ id, label }) => (
          <Option key={id} value={id}>
            {label}
          </Option>
        ))}
      </Dropdown>
      <Dropdown
        className={styles.field}
        aria-label={`${name}: operator`}
        placeholder="Operator"
        disabled={!attribute}
        value={operator ? operatorLabels[operator] : ""}
        selectedOptions={[operator ?? ""]}
        onOptionSelect={(_, { optionValue }) => onChange({ operator: optionValue as OperatorId })}
      >
        {operators.map((id) => (
          <Option key={id} value={id}>
            {operatorLabels[id]}
          </Option>
        ))}
      </Dropdown>
      <div className={mergeClasses(styles.field, isWide && styles.wide)}>
        <ValueField
          // Another attribute or operator is another field.
          key={`${attribute} ${operator}`}
          label={`${name}: value`}
          condition={condition}
          onValues={(values) => onChange({ values })}
        />
      </div>
      <Button
        className={styles.remove}
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={`Remove ${name}`}
        onClick={props.onRemove}
        onKeyDown={(event) => event.key === "Delete" && props.onRemove()}
      />
    </fieldset>
  );
}
