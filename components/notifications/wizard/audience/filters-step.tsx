"use client";

import {
  Checkbox,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { useTRPC } from "@/components/trpc/query-provider";
import { TagsField } from "@/components/ui/fields/tags-field";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", maxWidth: "560px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
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
  // Not suspended: the box that was just ticked must not go away while the numbers come.
  const { data = { languages: [], timeZones: [] } } = useQuery(
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
  const format = useFormat();
  return (
    <Field label={props.label} validationMessage={props.problem}>
      <TagsField
        label={props.label}
        placeholder="Any"
        options={props.values.map(({ value, count }) => ({
          value,
          text: props.nameOf(value),
          note: format.count(count, "device"),
        }))}
        selected={props.selected}
        onChange={props.onChange}
      />
    </Field>
  );
}
