"use client";

import {
  Combobox,
  Field,
  makeStyles,
  Option,
  OptionGroup,
  tokens,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AppLink } from "@/components/layout/app-link";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { sizeText } from "./list/groups-table";
import type { GroupSummary } from "./types";

const useStyles = makeStyles({
  fill: { minWidth: 0, width: "100%" },
  option: { display: "flex", justifyContent: "space-between", gap: "12px", width: "100%" },
  facts: { display: "block" },
  size: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

/** The groups of an app, as the rules of the draft want to know them (GroupFact). */
export function useGroupChoices(appId: number | undefined) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.groups.choices.list.queryOptions({ appId: appId ?? 0 }, { enabled: appId !== undefined }),
  );
  return data;
}

/** What checkDraft needs of the chosen group; null = none chosen, or it no longer exists. */
export function groupFactOf(choices: GroupSummary[] | undefined, id: number | null) {
  const found = choices?.find((group) => group.id === id);
  return found ? { name: found.name, appId: found.app?.id ?? null, problem: found.problem } : null;
}

const everyone = "everyone";

/** P-29, P-30: the customer group of a notification to one app. null = all customers of the app. */
export function GroupPicker(props: {
  appId: number | undefined;
  value: number | null;
  problem?: string;
  onChange(groupId: number | null): void;
  onBlur?(): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const choices = useGroupChoices(props.appId) ?? [];
  const [text, setText] = useState<string>();
  const chosen = choices.find(({ id }) => id === props.value);
  const wanted = (text ?? "").trim().toLowerCase();
  const found = choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  const create = props.appId === undefined ? "/groups/new" : `/groups/new?app=${props.appId}`;
  const allCustomers = "All customers of the app";
  return (
    <Field
      label="Customer group"
      validationMessage={props.problem ?? chosen?.problem ?? undefined}
      validationState={(props.problem ?? chosen?.problem) ? "error" : "none"}
      hint={
        <>
          {chosen && <span className={styles.facts}>{factsOf(chosen, format)}</span>}
          <AppLink href={create} inline>
            Create new customer group
          </AppLink>
        </>
      }
    >
      <Combobox
        className={styles.fill}
        disabled={props.appId === undefined}
        value={text ?? chosen?.name ?? (props.value === null ? allCustomers : "")}
        selectedOptions={[props.value === null ? everyone : String(props.value)]}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          setText(undefined);
          props.onBlur?.();
        }}
        onOptionSelect={(_, { optionValue }) => {
          setText(undefined);
          props.onChange(optionValue === everyone ? null : Number(optionValue));
        }}
      >
        {wanted === "" && <Option value={everyone}>{allCustomers}</Option>}
        <Choices label="Segments" groups={found.filter(({ kind }) => kind === "segment")} />
        <Choices
          label="Known user groups"
          groups={found.filter(({ kind }) => kind === "known_users")}
        />
      </Combobox>
    </Field>
  );
}

/** Those that can't be used stand there too, and choosing one says why. */
function Choices({ label, groups }: { label: string; groups: GroupSummary[] }) {
  const styles = useStyles();
  const format = useFormat();
  if (groups.length === 0) return null;
  return (
    <OptionGroup label={label}>
      {groups.map((group) => (
        <Option key={group.id} value={String(group.id)} text={group.name}>
          <span className={styles.option}>
            {group.name}
            <span className={styles.size}>{sizeText(group, format.number)}</span>
          </span>
        </Option>
      ))}
    </OptionGroup>
  );
}

/** "Segment · 5,287 people · computed 23 Nov 2026, 00:26 UTC" */
function factsOf(group: GroupSummary, format: ReturnType<typeof useFormat>): string {
  const size = sizeText(group, format.number);
  if (group.kind === "known_users") {
    return `Known user group · ${group.size === 1 ? "1 address" : `${size} addresses`}`;
  }
  const people = group.size === null ? size : `${size} people`;
  const computed = group.computedAt ? ` · computed ${format.instant(group.computedAt)}` : "";
  return `Segment · ${people}${computed}`;
}
