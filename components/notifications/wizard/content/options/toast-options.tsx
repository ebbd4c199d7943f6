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
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import type { ToastFields } from "@/content/fields";
import { OptionsDisclosure } from "./options-disclosure";
import { RareOptions } from "./rare-options";

const useStyles = makeStyles({
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
  urgent: "Urgent (Windows 11)",
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
  const activation = fields.activationType ?? "foreground";
  const isProtocol = activation === "protocol";
  return (
    <OptionsDisclosure
      summary={summary(fields, form.content.trackLaunches)}
      startsOpen={fields.activationType === "protocol"}
      isForcedOpen={hasProblem}
    >
      <Field label="Activation type">
        <RadioGroup
          layout="horizontal"
          value={activation}
          onChange={(_, data) =>
            form.setField("activationType", data.value === "foreground" ? undefined : data.value)
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
      <RareOptions />
    </OptionsDisclosure>
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
