"use client";

import { Button, Input, makeStyles, tokens } from "@fluentui/react-components";
import { Add16Regular, Dismiss16Regular } from "@fluentui/react-icons";
import { newParam, type PushForm } from "./form-state";

const useStyles = makeStyles({
  root: { border: "none", margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: "4px", fontSize: "14px", lineHeight: "20px" },
  row: { display: "flex", gap: "8px", marginBottom: "6px" },
  key: { width: "38%", minWidth: 0, fontFamily: tokens.fontFamilyMonospace },
  value: { flexGrow: 1, minWidth: 0 },
  add: { marginLeft: "-8px", minWidth: 0 },
  problem: { color: tokens.colorPaletteRedForeground1, fontSize: "12px", margin: "0 0 4px" },
});

/** Names and values; every value reaches the app as text. */
export function ParamsField(props: {
  params: PushForm["params"];
  problem?: string;
  onChange(params: PushForm["params"]): void;
}) {
  const styles = useStyles();
  const { params, onChange } = props;
  const change = (id: number, part: Partial<PushForm["params"][number]>) =>
    onChange(params.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <fieldset className={styles.root}>
      <legend className={styles.legend}>params</legend>
      {params.map((row, at) => (
        <div key={row.id} className={styles.row}>
          <Input
            className={styles.key}
            aria-label={`Name of parameter ${at + 1}`}
            value={row.key}
            onChange={(_, { value }) => change(row.id, { key: value })}
          />
          <Input
            className={styles.value}
            aria-label={`Value of parameter ${at + 1}`}
            value={row.value}
            onChange={(_, { value }) => change(row.id, { value })}
          />
          <Button
            appearance="subtle"
            icon={<Dismiss16Regular />}
            aria-label={`Remove parameter ${at + 1}`}
            onClick={() => onChange(params.filter(({ id }) => id !== row.id))}
          />
        </div>
      ))}
      {props.problem && (
        <p className={styles.problem} role="alert">
          {props.problem}
        </p>
      )}
      <Button
        className={styles.add}
        appearance="transparent"
        size="small"
        icon={<Add16Regular />}
        onClick={() => onChange([...params, newParam()])}
      >
        Add parameter
      </Button>
    </fieldset>
  );
}
