"use client";

import {
  Checkbox,
  Dropdown,
  Field,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import { ChevronDownRegular, ChevronRightRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import type { ToastFields } from "@/content/fields";
import type { ContentForm } from "./use-content";

const useStyles = makeStyles({
  head: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    width: "100%",
    padding: "8px",
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    fontSize: "14px",
    fontWeight: 600,
    cursor: "pointer",
    textAlign: "left",
  },
  summary: {
    marginLeft: "auto",
    color: tokens.colorNeutralForeground3,
    fontSize: "13px",
    fontWeight: 400,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  body: { display: "flex", flexDirection: "column", gap: "12px", padding: "12px 8px" },
  launch: { fontFamily: tokens.fontFamilyMonospace },
});

const activationTypes = {
  foreground: "Foreground",
  background: "Background",
  protocol: "Protocol",
};
const durations = { short: "Short", long: "Long" };
const scenarios = {
  default: "Default",
  alarm: "Alarm",
  reminder: "Reminder",
  incomingCall: "Incoming call",
};
type Choices = Record<string, string>;

/** P-41 to P-45: what happens when the toast is selected, and how it is shown. */
export function ToastOptions(props: {
  form: ContentForm;
  fields: ToastFields;
  problems: StepProblems;
}) {
  const styles = useStyles();
  const { form, fields, problems } = props;
  const hasProblem = problems.messageOf("content.launch") !== undefined;
  const [isOpen, setOpen] = useState(fields.activationType === "protocol");
  const activation = fields.activationType ?? "foreground";
  const isProtocol = activation === "protocol";
  return (
    <section>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen || hasProblem}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen || hasProblem ? <ChevronDownRegular /> : <ChevronRightRegular />} Options
        <span className={styles.summary}>{summary(fields, form.content.trackLaunches)}</span>
      </button>
      {(isOpen || hasProblem) && (
        <div className={styles.body}>
          <Field label="Activation type">
            <RadioGroup
              layout="horizontal"
              value={activation}
              onChange={(_, data) =>
                form.setField(
                  "activationType",
                  data.value === "foreground" ? undefined : data.value,
                )
              }
            >
              {Object.entries(activationTypes).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </RadioGroup>
          </Field>
          <Field
            label="Launch"
            hint={
              isProtocol
                ? "An address that Windows opens, for example https://contoso.example/offer."
                : "What your app receives when somebody selects the toast."
            }
            validationMessage={problems.messageOf("content.launch")}
          >
            <Textarea
              className={styles.launch}
              value={fields.launch ?? ""}
              rows={2}
              onChange={(_, data) =>
                form.setField("launch", data.value === "" ? undefined : data.value)
              }
              onBlur={() => problems.touch("content.launch")}
            />
          </Field>
          <Checkbox
            label={
              isProtocol
                ? "Track app launch rate (not possible: opening an address is not an app launch)"
                : "Track app launch rate"
            }
            disabled={!form.trackable}
            checked={form.trackable && form.content.trackLaunches}
            onChange={(_, data) => form.setTracking(data.checked === true)}
          />
          <Choice
            label="Duration"
            choices={durations}
            value={fields.duration ?? "short"}
            onChange={(value) => form.setField("duration", value === "short" ? undefined : value)}
          />
          <Choice
            label="Scenario"
            choices={scenarios}
            value={fields.scenario ?? "default"}
            onChange={(value) => form.setField("scenario", value === "default" ? undefined : value)}
          />
        </div>
      )}
    </section>
  );
}

function Choice(props: {
  label: string;
  choices: Choices;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <Field label={props.label}>
      <Dropdown
        value={props.choices[props.value] ?? props.value}
        selectedOptions={[props.value]}
        onOptionSelect={(_, data) => props.onChange(data.optionValue ?? "")}
      >
        {Object.entries(props.choices).map(([value, label]) => (
          <Option key={value} value={value}>
            {label}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

function summary(fields: ToastFields, isTracked: boolean): string {
  const activation = (activationTypes as Choices)[fields.activationType ?? "foreground"];
  const scenario = fields.scenario ? (scenarios as Choices)[fields.scenario] : undefined;
  return [
    activation ?? fields.activationType,
    fields.duration ?? "short",
    scenario,
    isTracked ? "launch rate tracked" : "launch rate not tracked",
  ]
    .filter(Boolean)
    .join(" · ");
}
