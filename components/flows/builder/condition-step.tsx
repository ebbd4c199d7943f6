"use client";

import { Button, Dropdown, Input, makeStyles, Option } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import {
  type ConditionRow,
  type FlowDefinition,
  flowLimits,
  operators,
} from "@/server/flows/schema";
import { operatorWords } from "../run-words";
import { FieldChoice } from "./field-choice";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "1fr 1fr 1fr 32px",
    gap: "8px",
    "@media (max-width: 640px)": { gridTemplateColumns: "1fr 1fr" },
  },
  cell: { minWidth: 0 },
  foot: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    flexWrap: "wrap",
  },
  add: { marginLeft: "-8px", minWidth: 0, paddingLeft: "8px" },
  note: { fontSize: "12px" },
  mode: { maxWidth: "240px" },
});

type Condition = FlowDefinition["condition"];

/** Only if all, or any, of these hold; without a row every run goes on. */
export function ConditionStep(props: {
  value: Condition;
  fields: readonly string[];
  disabled: boolean;
  onChange(value: Condition): void;
}) {
  const styles = useStyles();
  const { value, onChange, disabled } = props;
  const setRow = (place: number, change: Partial<ConditionRow>) =>
    onChange({
      ...value,
      rows: value.rows.map((row, at) => (at === place ? { ...row, ...change } : row)),
    });
  return (
    <>
      {value.rows.length > 1 && (
        <Dropdown
          className={styles.mode}
          size="small"
          aria-label="How the conditions join"
          disabled={disabled}
          value={value.mode === "all" ? "All of them" : "Any of them"}
          selectedOptions={[value.mode]}
          onOptionSelect={(_, data) =>
            onChange({ ...value, mode: data.optionValue === "any" ? "any" : "all" })
          }
        >
          <Option value="all">All of them</Option>
          <Option value="any">Any of them</Option>
        </Dropdown>
      )}
      {value.rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own.
        <div key={place} className={styles.row}>
          <FieldChoice
            label={`Condition ${place + 1}, value`}
            value={row.field}
            fields={props.fields}
            disabled={disabled}
            onChange={(field) => setRow(place, { field })}
          />
          <OperatorChoice
            label={`Condition ${place + 1}, operator`}
            value={row.operator}
            disabled={disabled}
            onChange={(operator) => setRow(place, { operator })}
          />
          <Input
            className={styles.cell}
            input={{ className: styles.cell }}
            aria-label={`Condition ${place + 1}, compared with`}
            disabled={disabled || row.operator === "is_empty" || row.operator === "is_not_empty"}
            value={row.value}
            onChange={(_, data) => setRow(place, { value: data.value })}
          />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove condition ${place + 1}`}
            disabled={disabled}
            onClick={() => onChange({ ...value, rows: value.rows.filter((_, at) => at !== place) })}
          />
        </div>
      ))}
      <div className={styles.foot}>
        <Button
          className={styles.add}
          appearance="transparent"
          icon={<AddRegular />}
          disabled={disabled || value.rows.length >= flowLimits.conditions}
          onClick={() =>
            onChange({ ...value, rows: [...value.rows, { field: "", operator: "is", value: "" }] })
          }
        >
          Add condition
        </Button>
        <span className={styles.note}>If not, the run ends and nothing is sent.</span>
      </div>
    </>
  );
}

function OperatorChoice(props: {
  label: string;
  value: ConditionRow["operator"];
  disabled: boolean;
  onChange(value: ConditionRow["operator"]): void;
}) {
  const styles = useStyles();
  return (
    <Dropdown
      className={styles.cell}
      style={{ minWidth: 0 }}
      aria-label={props.label}
      disabled={props.disabled}
      value={operatorWords[props.value]}
      selectedOptions={[props.value]}
      onOptionSelect={(_, data) => {
        const chosen = operators.find((operator) => operator === data.optionValue);
        if (chosen) props.onChange(chosen);
      }}
    >
      {operators.map((operator) => (
        <Option key={operator} value={operator}>
          {operatorWords[operator]}
        </Option>
      ))}
    </Dropdown>
  );
}
