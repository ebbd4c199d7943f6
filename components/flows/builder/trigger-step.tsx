"use client";

import {
  Dropdown,
  Field,
  InteractionTag,
  InteractionTagPrimary,
  makeStyles,
  Option,
  tokens,
} from "@fluentui/react-components";
import type { FlowTrigger } from "@/server/flows/schema";
import { eventTitles, triggerTitles } from "../run-words";
import { ScheduleFields } from "./schedule-fields";
import { WebhookFields } from "./webhook-fields";

const useStyles = makeStyles({
  values: { display: "flex", gap: "8px", flexWrap: "wrap", alignItems: "center", fontSize: "12px" },
  quiet: { color: tokens.colorNeutralForeground3 },
  small: { minWidth: 0 },
});

const choices = {
  "webhook:any": { label: eventTitles.any, make: () => ({ kind: "webhook", event: "any" }) },
  "webhook:created": {
    label: eventTitles.created,
    make: () => ({ kind: "webhook", event: "created" }),
  },
  "webhook:updated": {
    label: eventTitles.updated,
    make: () => ({ kind: "webhook", event: "updated" }),
  },
  schedule: {
    label: triggerTitles.schedule,
    make: () => ({ kind: "schedule", schedule: { unit: "day", time: "09:00", zone: "UTC" } }),
  },
  segment: { label: triggerTitles.segment, make: () => ({ kind: "segment", groupId: null }) },
  purchase: { label: triggerTitles.purchase, make: () => ({ kind: "purchase", appId: null }) },
} as const satisfies Record<string, { label: string; make(): FlowTrigger }>;

function choiceOf(trigger: FlowTrigger): keyof typeof choices {
  return trigger.kind === "webhook" ? `webhook:${trigger.event}` : trigger.kind;
}

/** A signature says who asks, not what happened: that the record says itself. */
function eventHint(trigger: FlowTrigger): string | undefined {
  if (trigger.kind !== "webhook" || trigger.event === "any") return undefined;
  const other = trigger.event === "created" ? "updated" : "created";
  return `Requests whose value “event” is another, such as ${other}, are left out. One without it is taken.`;
}

export interface Named {
  id: number;
  name: string;
}

/** What starts the flow, and which values it brings. */
export function TriggerStep(props: {
  flowId: string;
  value: FlowTrigger;
  fields: readonly string[];
  groups: readonly Named[];
  apps: readonly Named[];
  disabled: boolean;
  onChange(value: FlowTrigger): void;
}) {
  const styles = useStyles();
  const { value, disabled, onChange } = props;
  const chosen = choiceOf(value);
  return (
    <>
      <Field label="Starts" hint={eventHint(value)}>
        <Dropdown
          className={styles.small}
          style={{ minWidth: 0 }}
          disabled={disabled}
          value={choices[chosen].label}
          selectedOptions={[chosen]}
          onOptionSelect={(_, data) => {
            const next = data.optionValue as keyof typeof choices;
            if (next in choices && next !== chosen) onChange(choices[next].make());
          }}
        >
          {Object.entries(choices).map(([key, { label }]) => (
            <Option key={key} value={key}>
              {label}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {value.kind === "webhook" && <WebhookFields flowId={props.flowId} />}
      {value.kind === "schedule" && (
        <ScheduleFields
          value={value.schedule}
          disabled={disabled}
          onChange={(schedule) => onChange({ kind: "schedule", schedule })}
        />
      )}
      {value.kind === "segment" && (
        <NameChoice
          label="Segment"
          nothing="Choose a segment"
          items={props.groups}
          value={value.groupId}
          disabled={disabled}
          onChange={(groupId) => onChange({ kind: "segment", groupId })}
        />
      )}
      {value.kind === "purchase" && (
        <NameChoice
          label="App"
          nothing="Any app"
          items={props.apps}
          value={value.appId}
          disabled={disabled}
          onChange={(appId) => onChange({ kind: "purchase", appId })}
        />
      )}
      <div className={styles.values}>
        {props.fields.length > 0 ? (
          <>
            <span>{value.kind === "webhook" ? "Values from the last requests:" : "Values:"}</span>
            {props.fields.map((field) => (
              <InteractionTag key={field} size="extra-small" appearance="brand">
                <InteractionTagPrimary title={`Write {${field}} in a text below`}>
                  {field}
                </InteractionTagPrimary>
              </InteractionTag>
            ))}
          </>
        ) : (
          <span className={styles.quiet}>
            No request yet: its values appear here. Names can be written already, as {"{name}"}.
          </span>
        )}
      </div>
    </>
  );
}

function NameChoice(props: {
  label: string;
  nothing: string;
  items: readonly Named[];
  value: number | null;
  disabled: boolean;
  onChange(value: number | null): void;
}) {
  const styles = useStyles();
  const chosen = props.items.find(({ id }) => id === props.value);
  return (
    <Field label={props.label}>
      <Dropdown
        className={styles.small}
        style={{ minWidth: 0 }}
        disabled={props.disabled}
        value={chosen?.name ?? props.nothing}
        selectedOptions={[String(props.value ?? "")]}
        onOptionSelect={(_, data) =>
          props.onChange(data.optionValue ? Number(data.optionValue) : null)
        }
      >
        <Option value="" text={props.nothing}>
          {props.nothing}
        </Option>
        {props.items.map(({ id, name }) => (
          <Option key={id} value={String(id)}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
