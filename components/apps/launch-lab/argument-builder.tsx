"use client";

import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Tooltip,
} from "@fluentui/react-components";
import { AddRegular, DeleteRegular } from "@fluentui/react-icons";
import {
  type Argument,
  type ArgumentFormat,
  argumentFormats,
  guessFormat,
  readArguments,
} from "@/content/launch/arguments";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "8px" },
  row: { display: "flex", gap: "8px", alignItems: "center" },
  field: { flex: 1, minWidth: 0 },
});

export interface BuiltArguments {
  format: ArgumentFormat;
  list: readonly Argument[];
}

/** The rows of a string somebody typed or pasted. */
export function builtFrom(text: string, format: ArgumentFormat): BuiltArguments {
  const known = guessFormat(text) ?? format;
  return { format: known, list: guessFormat(text) ? readArguments(text, known) : [] };
}

const words: Record<ArgumentFormat, string> = { pairs: "name=value;…", query: "name=value&…" };

/** Names and values, written so that they come apart again. */
export function ArgumentBuilder(props: {
  built: BuiltArguments;
  onChange(built: BuiltArguments): void;
}) {
  const styles = useStyles();
  const { format, list } = props.built;
  const change = (next: readonly Argument[]) => props.onChange({ format, list: next });
  return (
    <div className={styles.root}>
      <Field label="Written as">
        <RadioGroup
          layout="horizontal"
          value={format}
          onChange={(_, data) => props.onChange({ format: data.value as ArgumentFormat, list })}
        >
          {argumentFormats.map((one) => (
            <Radio key={one} value={one} label={words[one]} />
          ))}
        </RadioGroup>
      </Field>
      {list.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
        <div key={at} className={styles.row}>
          <Input
            className={styles.field}
            aria-label={`Name ${at + 1}`}
            placeholder="Name"
            value={name}
            onChange={(_, data) => change(list.with(at, [data.value, value]))}
          />
          <Input
            className={styles.field}
            aria-label={`Value ${at + 1}`}
            placeholder="Value"
            value={value}
            onChange={(_, data) => change(list.with(at, [name, data.value]))}
          />
          <Tooltip content={`Remove ${name || `row ${at + 1}`}`} relationship="label">
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              onClick={() => change(list.filter((_, other) => other !== at))}
            />
          </Tooltip>
        </div>
      ))}
      <div>
        <Button icon={<AddRegular />} onClick={() => change([...list, ["", ""]])}>
          Add a parameter
        </Button>
      </div>
    </div>
  );
}
