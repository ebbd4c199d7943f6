"use client";

import {
  Dropdown,
  Input,
  makeStyles,
  Option,
  SpinButton,
  tokens,
} from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { allMarkets } from "@/components/groups/markets";
import { DayPicker } from "@/components/ui/fields/day-picker";
import { TagsField } from "@/components/ui/fields/tags-field";
import { type AttributeGrammar, attributeOf, type OperatorId } from "@/server/groups/grammar";
import type { DraftCondition } from "./draft-rule";

const useStyles = makeStyles({
  fill: { width: "100%", minWidth: 0, boxSizing: "border-box" },
  pair: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto minmax(0, 1fr)",
    alignItems: "center",
    gap: "6px",
  },
  and: { fontSize: "12px", color: tokens.colorNeutralForeground3 },
});

type Values = DraftCondition["values"];
interface FieldProps {
  label: string;
  grammar: AttributeGrammar;
  operator: OperatorId;
  values: Values;
  onValues(values: Values): void;
}

/** The fourth list of a row: what it is follows the attribute and the operator. */
export function ValueField(props: {
  label: string;
  condition: DraftCondition;
  onValues(values: Values): void;
}) {
  const styles = useStyles();
  const { attribute, operator, values } = props.condition;
  if (!attribute || !operator) {
    return (
      <Dropdown className={styles.fill} aria-label={props.label} placeholder="Value" disabled />
    );
  }
  const grammar = attributeOf(attribute);
  const field = { label: props.label, grammar, operator, values, onValues: props.onValues };
  if (operator === "between") return <PairField {...field} />;
  if (operator === "within_last" || operator === "not_within_last") return <DaysField {...field} />;
  if (grammar.kind === "market") return <MarketField {...field} />;
  if (grammar.kind === "choice" || grammar.kind === "stars") return <ChoiceField {...field} />;
  return <OneField {...field} place={0} />;
}

const stars = [1, 2, 3, 4, 5].map((count) => ({ id: String(count), label: String(count) }));

function ChoiceField({ label, grammar, operator, values, onValues }: FieldProps) {
  const isStars = grammar.kind === "stars";
  const takesMany = operator === "is" || operator === "is_not";
  const options = isStars ? stars : (grammar.values ?? []);
  const chosen = values.map(String);
  const names = options.filter(({ id }) => chosen.includes(id)).map((option) => option.label);
  return (
    <Dropdown
      className={useStyles().fill}
      aria-label={label}
      placeholder="Value"
      multiselect={takesMany && options.length > 2}
      value={names.join(", ")}
      title={names.length > 1 ? names.join(", ") : undefined}
      selectedOptions={chosen}
      onOptionSelect={(_, { selectedOptions }) =>
        onValues(isStars ? selectedOptions.map(Number) : selectedOptions)
      }
    >
      {options.map(({ id, label: text }) => (
        <Option key={id} value={id}>
          {text}
        </Option>
      ))}
    </Dropdown>
  );
}

function MarketField({ label, values, onValues }: FieldProps) {
  const options = useMemo(
    () => allMarkets().map(({ code, name }) => ({ value: code, text: name })),
    [],
  );
  return (
    <TagsField
      label={label}
      placeholder="Markets"
      options={options}
      selected={values.map(String)}
      onChange={onValues}
    />
  );
}

function DaysField({ label, grammar, values, onValues }: FieldProps) {
  const days = typeof values[0] === "number" ? values[0] : null;
  return (
    <SpinButton
      className={useStyles().fill}
      aria-label={`${label}, days`}
      value={days}
      displayValue={days === null ? "" : `${days} ${days === 1 ? "day" : "days"}`}
      placeholder="Days"
      min={1}
      max={grammar.isLast90Days ? 90 : 3650}
      onChange={(_, data) => {
        const next = data.value ?? Number.parseInt(data.displayValue ?? "", 10);
        onValues(Number.isInteger(next) ? [next] : []);
      }}
    />
  );
}

function PairField(props: FieldProps) {
  const styles = useStyles();
  return (
    <span className={styles.pair}>
      <OneField {...props} label={`${props.label}, from`} place={0} />
      <span className={styles.and}>and</span>
      <OneField {...props} label={`${props.label}, to`} place={1} />
    </span>
  );
}

const fieldTypes = {
  count: { type: "number", inputMode: "numeric", min: 0 },
  money: { type: "number", inputMode: "decimal", min: 0, step: 0.01 },
  text: { type: "text", maxLength: 100 },
  domain: { type: "text", placeholder: "example.com" },
} as const;

function OneField(props: FieldProps & { place: 0 | 1 }) {
  const { grammar, values, place } = props;
  const fill = useStyles().fill;
  const value = values[place] ?? "";
  function change(parsed: string | number): void {
    // Two values go in together; an empty one keeps its place so that the row stays incomplete.
    if (props.operator !== "between") props.onValues(parsed === "" ? [] : [parsed]);
    else {
      const other = values[1 - place] ?? "";
      props.onValues(place === 0 ? [parsed, other] : [other, parsed]);
    }
  }
  if (grammar.kind === "date") {
    return (
      <DayPicker
        className={fill}
        label={props.label}
        placeholder="Day (UTC)"
        date={value === "" ? null : String(value)}
        onDate={(date) => change(date ?? "")}
      />
    );
  }
  const kind = grammar.kind as keyof typeof fieldTypes;
  return <TypedField label={props.label} kind={kind} value={value} onValue={change} />;
}

/** A text stays as it is typed while its field has the focus: "500." is on its way to 500.50. */
function TypedField(props: {
  label: string;
  kind: keyof typeof fieldTypes;
  value: string | number;
  onValue(value: string | number): void;
}) {
  const { kind, value } = props;
  const [text, setText] = useState<string>();
  const shown = kind === "money" && value !== "" ? String(Number(value) / 100) : String(value);
  return (
    <Input
      className={useStyles().fill}
      aria-label={props.label}
      {...fieldTypes[kind]}
      value={text ?? shown}
      contentBefore={kind === "money" ? <span aria-hidden>$</span> : undefined}
      onChange={(_, data) => {
        setText(data.value);
        props.onValue(parsedValue(kind, data.value));
      }}
      onBlur={() => setText(undefined)}
    />
  );
}

function parsedValue(kind: keyof typeof fieldTypes, typed: string): string | number {
  if (kind === "count" || kind === "money") {
    if (typed.trim() === "") return "";
    const amount = Number(typed);
    return kind === "money" ? Math.round(amount * 100) : amount;
  }
  return kind === "domain" ? typed.trim().toLowerCase() : typed;
}
