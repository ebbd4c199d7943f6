"use client";

import { Dropdown, Field, Input, makeStyles, Option } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/query-provider";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    gap: "16px",
    "@media (max-width: 639.98px)": { gridTemplateColumns: "minmax(0, 1fr)", gap: "10px" },
  },
  fill: { minWidth: 0, width: "100%" },
});

/** Group name, and Include customers from this app (S-10). */
export function SegmentFields(props: {
  name: string;
  onName(name: string): void;
  appId: number | undefined;
  onApp(appId: number): void;
  isAppFixed: boolean;
}) {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  return (
    <div className={styles.row}>
      <Field label="Group name" required>
        <Input
          className={styles.fill}
          value={props.name}
          maxLength={80}
          onChange={(_, { value }) => props.onName(value)}
        />
      </Field>
      <Field label="Include customers from this app" required>
        <Dropdown
          className={styles.fill}
          placeholder="Choose an app"
          disabled={props.isAppFixed}
          value={apps.find(({ id }) => id === props.appId)?.name ?? ""}
          selectedOptions={[String(props.appId ?? "")]}
          onOptionSelect={(_, { optionValue }) => props.onApp(Number(optionValue))}
        >
          {apps.map(({ id, name }) => (
            <Option key={id} value={String(id)}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
    </div>
  );
}
