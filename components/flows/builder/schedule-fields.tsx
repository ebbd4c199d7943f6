"use client";

import {
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  SpinButton,
  ToggleButton,
} from "@fluentui/react-components";
import { type FlowSchedule, weekdays } from "@/server/flows/schema";

const useStyles = makeStyles({
  row: { display: "flex", gap: "12px", flexWrap: "wrap", alignItems: "end" },
  days: { display: "flex", gap: "4px", flexWrap: "wrap" },
  day: { minWidth: "44px" },
  small: { maxWidth: "140px" },
  zone: { minWidth: "180px" },
});

type Unit = FlowSchedule["unit"];
const units: Record<Unit, string> = {
  minutes: "Every few minutes",
  day: "Every day",
  week: "On days of the week",
  month: "Every month",
};

function withUnit(value: FlowSchedule, unit: Unit): FlowSchedule {
  const clock = {
    time: value.unit === "minutes" ? "09:00" : value.time,
    zone: value.unit === "minutes" ? "UTC" : value.zone,
  };
  if (unit === "minutes") return { unit, every: 15 };
  if (unit === "week") return { unit, days: [1], ...clock };
  return unit === "month" ? { unit, day: 1, ...clock } : { unit, ...clock };
}

export function ScheduleFields(props: {
  value: FlowSchedule;
  disabled: boolean;
  onChange(value: FlowSchedule): void;
}) {
  const styles = useStyles();
  const { value, disabled, onChange } = props;
  return (
    <div className={styles.row}>
      <Field label="How often">
        <Dropdown
          style={{ minWidth: 0 }}
          disabled={disabled}
          value={units[value.unit]}
          selectedOptions={[value.unit]}
          onOptionSelect={(_, data) => onChange(withUnit(value, data.optionValue as Unit))}
        >
          {Object.entries(units).map(([unit, label]) => (
            <Option key={unit} value={unit}>
              {label}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {value.unit === "minutes" && (
        <Whole
          label="Minutes"
          value={value.every}
          range={[5, 1_440]}
          disabled={disabled}
          onChange={(every) => onChange({ ...value, every })}
        />
      )}
      {value.unit === "month" && (
        <Whole
          label="Day"
          value={value.day}
          range={[1, 31]}
          disabled={disabled}
          onChange={(day) => onChange({ ...value, day })}
        />
      )}
      {value.unit === "week" && (
        <Days
          value={value.days}
          disabled={disabled}
          onChange={(days) => onChange({ ...value, days })}
        />
      )}
      {value.unit !== "minutes" && (
        <>
          <Field label="Time">
            <Input
              type="time"
              className={styles.small}
              disabled={disabled}
              value={value.time}
              onChange={(_, data) => data.value && onChange({ ...value, time: data.value })}
            />
          </Field>
          <Field label="Time zone">
            <Input
              className={styles.zone}
              disabled={disabled}
              value={value.zone}
              onChange={(_, data) => onChange({ ...value, zone: data.value })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

function Days(props: { value: number[]; disabled: boolean; onChange(value: number[]): void }) {
  const styles = useStyles();
  const { value } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: seven buttons, not a form of its own.
    <div className={styles.days} role="group" aria-label="Days">
      {weekdays.map((name, place) => {
        const day = place + 1;
        const isOn = value.includes(day);
        const next = isOn ? value.filter((one) => one !== day) : [...value, day].sort();
        return (
          <ToggleButton
            key={name}
            size="small"
            className={styles.day}
            checked={isOn}
            disabled={props.disabled}
            onClick={() => next.length > 0 && props.onChange(next)}
          >
            {name}
          </ToggleButton>
        );
      })}
    </div>
  );
}

function Whole(props: {
  label: string;
  value: number;
  range: [least: number, most: number];
  disabled: boolean;
  onChange(value: number): void;
}) {
  const styles = useStyles();
  const [least, most] = props.range;
  return (
    <Field label={props.label}>
      <SpinButton
        className={styles.small}
        disabled={props.disabled}
        min={least}
        max={most}
        value={props.value}
        onChange={(_, data) => {
          const value = data.value ?? Number(data.displayValue);
          if (Number.isInteger(value) && value >= least && value <= most) props.onChange(value);
        }}
      />
    </Field>
  );
}
