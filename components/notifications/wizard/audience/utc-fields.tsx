"use client";

import { Field, Input, makeStyles } from "@fluentui/react-components";
import { DatePicker } from "@fluentui/react-datepicker-compat";

const useStyles = makeStyles({
  row: { display: "flex", gap: "12px", flexWrap: "wrap" },
  date: { width: "200px" },
  time: { width: "130px" },
});

const shown = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** "2026-11-27" as the calendar day it names, whatever the browser's zone. */
function toDay(text: string | null): Date | null {
  if (!text) return null;
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  return new Date(year, month - 1, day);
}

function fromDay(day: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

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
          <Input
            className={styles.time}
            type="time"
            value={props.time ?? ""}
            onChange={(_, data) => props.onTime(data.value === "" ? null : data.value.slice(0, 5))}
          />
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
      <DatePicker
        className={styles.date}
        aria-label={props.label}
        placeholder={props.placeholder}
        value={toDay(props.date)}
        formatDate={(day) => (day ? shown.format(day) : "")}
        onSelectDate={(day) => props.onDate(day ? fromDay(day) : null)}
      />
    </Field>
  );
}
