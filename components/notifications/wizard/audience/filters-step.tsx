"use client";

import {
  Checkbox,
  Combobox,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  tokens,
} from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", maxWidth: "560px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
  count: { marginLeft: "auto", color: tokens.colorNeutralForeground3 },
});

/** P-32: language and time zone; both must match, within one list any may. */
export function FiltersStep({ problems }: { problems: StepProblems }) {
  const styles = useStyles();
  const { draft, change } = useDraft();
  const { audience } = draft;
  const filters = audience.filters;
  if (audience.mode === "multiple") {
    return (
      <MessageBar intent="info">
        <MessageBarBody>With several apps there is no filter.</MessageBarBody>
      </MessageBar>
    );
  }
  const set = (next: typeof filters) => change({ audience: { ...audience, filters: next } });
  return (
    <div className={styles.form}>
      <Checkbox
        label="Use filters"
        checked={filters !== null}
        onChange={(_, data) => set(data.checked === true ? { languages: [], timeZones: [] } : null)}
      />
      {!filters && (
        <p className={styles.quiet}>
          Without filters it goes to everyone in the customer group, whatever their language and
          time zone.
        </p>
      )}
      {filters && (
        <>
          <FilterFields
            filters={filters}
            appIds={audience.appIds}
            set={set}
            problem={problems.messageOf("audience.filters")}
          />
          <p className={styles.quiet}>Both must match. Within one list, any may.</p>
        </>
      )}
    </div>
  );
}

interface Filters {
  languages: string[];
  timeZones: string[];
}

function FilterFields(props: {
  filters: Filters;
  appIds: number[];
  problem: string | undefined;
  set(filters: Filters): void;
}) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.registrations.overview.queryOptions({ appIds: props.appIds }),
  );
  return (
    <>
      <ValuePicker
        label="Language"
        values={data.languages}
        nameOf={(code) => languageName(code)}
        selected={props.filters.languages}
        problem={props.problem}
        onChange={(languages) => props.set({ ...props.filters, languages })}
      />
      <ValuePicker
        label="Time zone"
        values={data.timeZones}
        nameOf={(zone) => zone.replaceAll("_", " ")}
        selected={props.filters.timeZones}
        problem={undefined}
        onChange={(timeZones) => props.set({ ...props.filters, timeZones })}
      />
    </>
  );
}

function ValuePicker(props: {
  label: string;
  values: { value: string; count: number }[];
  nameOf(value: string): string;
  selected: string[];
  problem: string | undefined;
  onChange(selected: string[]): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const shown = props.selected.map(props.nameOf).join(", ");
  return (
    <Field label={props.label} hint={shown || "Any"} validationMessage={props.problem}>
      <Combobox
        multiselect
        placeholder="Search and choose"
        selectedOptions={props.selected}
        onOptionSelect={(_, data) => props.onChange(data.selectedOptions)}
      >
        {props.values.map(({ value, count }) => (
          <Option key={value} value={value} text={props.nameOf(value)}>
            {props.nameOf(value)}
            <span className={styles.count}>{format.number(count)}</span>
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
