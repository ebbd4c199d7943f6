"use client";

import { Field, makeStyles } from "@fluentui/react-components";
import { DayPicker } from "@/components/ui/fields/day-picker";
import { TimePicker } from "@/components/ui/fields/time-picker";

const useStyles = makeStyles({
  row: { display: "flex", gap: "12px", flexWrap: "wrap" },
  date: { width: "200px" },
  time: { width: "130px" },
});

/** A date and a time of day as text; the zone is said by the label. */
export function DateTimeFields(props: {
  date: string | null;
  time: string | null;
  timeLabel: string;
  problem?: string;
  onDate(date: string | null): void;
  onTime(time: string | null): void;
}) {
  const styles = useStyles();
  return (
    <Field validationMessage={props.problem} validationState={props.problem ? "error" : "none"}>
      <div className={styles.row}>
        <DayField label="Date" required date={props.date} onDate={props.onDate} />
        <Field label={props.timeLabel} required>
          <TimePicker className={styles.time} time={props.time} onTime={props.onTime} />
        </Field>
      </div>
    </Field>
  );
}

/** A calendar day as text. */
export function DayField(props: {
  label: string;
  required?: boolean;
  hint?: string;
  problem?: string;
  placeholder?: string;
  date: string | null;
  onDate(date: string | null): void;
}) {
  const styles = useStyles();
  return (
    <Field
      label={props.label}
      required={props.required}
      hint={props.hint}
      validationMessage={props.problem}
      validationState={props.problem ? "error" : "none"}
    >
      <DayPicker
        className={styles.date}
        label={props.label}
        placeholder={props.placeholder}
        date={props.date}
        onDate={props.onDate}
      />
    </Field>
  );
}
