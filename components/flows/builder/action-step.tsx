"use client";

import {
  Button,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Switch,
} from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import { type FlowDefinition, flowLimits } from "@/server/flows/schema";
import { TokenField } from "./token-field";

const useStyles = makeStyles({
  two: {
    display: "grid",
    gridTemplateColumns: "1fr 1fr",
    gap: "12px",
    "@media (max-width: 640px)": { gridTemplateColumns: "1fr" },
  },
  param: { display: "grid", gridTemplateColumns: "1fr 1.4fr 32px", gap: "8px", alignItems: "end" },
  row: { display: "grid", gridTemplateColumns: "1fr 32px", gap: "8px", alignItems: "end" },
  add: { alignSelf: "flex-start", marginLeft: "-8px", minWidth: 0, paddingLeft: "8px" },
  small: { minWidth: 0 },
});

type Action = FlowDefinition["action"];

export interface ConnectionChoice {
  id: string;
  name: string;
  appName: string;
}

interface ActionProps {
  value: Action;
  fields: readonly string[];
  connections: readonly ConnectionChoice[];
  disabled: boolean;
  onChange(value: Action): void;
}

/** SendPushNotification with values of the trigger, to people and groups. */
export function ActionStep(props: ActionProps) {
  const styles = useStyles();
  const { value, fields, connections, disabled, onChange } = props;
  const chosen = connections.find(({ id }) => id === value.connectionId);
  return (
    <>
      <Field label="Connection" hint={chosen ? `Sends to ${chosen.appName}` : undefined}>
        <Dropdown
          className={styles.small}
          style={{ minWidth: 0 }}
          disabled={disabled}
          placeholder="Choose a connection"
          value={chosen?.name ?? ""}
          selectedOptions={chosen ? [chosen.id] : []}
          onOptionSelect={(_, data) => onChange({ ...value, connectionId: data.optionValue ?? "" })}
        >
          {connections.map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Recipients {...props} />
      <TokenField
        label="Message"
        value={value.message}
        fields={fields}
        disabled={disabled}
        onChange={(message) => onChange({ ...value, message })}
      />
      <Switch
        label={value.openApp ? `Opens ${chosen?.appName ?? "the app"}` : "A tap only closes it"}
        checked={value.openApp}
        disabled={disabled}
        onChange={(_, data) => onChange({ ...value, openApp: data.checked })}
      />
      <ParamRows {...props} />
    </>
  );
}

function Recipients({ value, fields, disabled, onChange }: ActionProps) {
  const styles = useStyles();
  const list = value.recipients.length > 0 ? value.recipients : [""];
  const set = (recipients: string[]) => onChange({ ...value, recipients });
  return (
    <>
      {list.map((recipient, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: recipients have no identity of their own.
        <div key={place} className={list.length > 1 ? styles.row : undefined}>
          <TokenField
            label={place === 0 ? "Recipient" : `Recipient ${place + 1}`}
            hint={
              place === 0
                ? "E-mail or object ID of a person or group; a value may be a list."
                : undefined
            }
            value={recipient}
            fields={fields}
            disabled={disabled}
            onChange={(text) => set(list.map((one, at) => (at === place ? text : one)))}
          />
          {list.length > 1 && (
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={`Remove recipient ${place + 1}`}
              disabled={disabled}
              onClick={() => set(list.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <Button
        appearance="transparent"
        className={styles.add}
        icon={<AddRegular />}
        disabled={disabled || list.length >= flowLimits.recipients}
        onClick={() => set([...list, ""])}
      >
        Add recipient
      </Button>
    </>
  );
}

function ParamRows({ value, fields, disabled, onChange }: ActionProps) {
  const styles = useStyles();
  const set = (params: Action["params"]) => onChange({ ...value, params });
  return (
    <>
      {value.params.map((param, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parameters have no identity but what is typed.
        <div key={place} className={styles.param}>
          <Field label={place === 0 ? "Parameter" : `Parameter ${place + 1}`}>
            <Input
              className={styles.small}
              input={{ className: styles.small }}
              disabled={disabled}
              value={param.key}
              onChange={(_, data) =>
                set(
                  value.params.map((one, at) => (at === place ? { ...one, key: data.value } : one)),
                )
              }
            />
          </Field>
          <TokenField
            label={place === 0 ? "Its value" : `Value of parameter ${place + 1}`}
            value={param.value}
            fields={fields}
            disabled={disabled}
            onChange={(text) =>
              set(value.params.map((one, at) => (at === place ? { ...one, value: text } : one)))
            }
          />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove parameter ${place + 1}`}
            disabled={disabled}
            onClick={() => set(value.params.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      <Button
        appearance="transparent"
        className={styles.add}
        icon={<AddRegular />}
        disabled={disabled || value.params.length >= flowLimits.params}
        onClick={() => set([...value.params, { key: "", value: "" }])}
      >
        Add parameter
      </Button>
    </>
  );
}
