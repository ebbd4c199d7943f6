"use client";

import { Dropdown, makeStyles, Option } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useStill } from "@/components/groups/builder/use-segment-count";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import type { Rule } from "@/server/groups/grammar";
import { useCardStyles } from "./card-styles";

const useStyles = makeStyles({ picker: { width: "100%", minWidth: 0, marginTop: "8px" } });

/** How many people this rule shares with another segment of the app. */
export function OverlapCard(props: { appId: number; ownId: number | undefined; rule: Rule }) {
  const styles = useStyles();
  const cards = useCardStyles();
  const trpc = useTRPC();
  const [withId, setWithId] = useState<number>();
  const { data: choices = [] } = useQuery(
    trpc.groups.choices.list.queryOptions({ appId: props.appId }),
  );
  const others = choices.filter(({ kind, id }) => kind === "segment" && id !== props.ownId);
  const chosen = others.find(({ id }) => id === withId);
  if (others.length === 0) return null;
  return (
    <section className={cards.card} aria-label="Overlap with another segment">
      <h2 className={cards.title}>Overlap with another segment</h2>
      <Dropdown
        className={styles.picker}
        aria-label="Other segment"
        placeholder="Choose a segment"
        value={chosen?.name ?? ""}
        selectedOptions={[String(withId ?? "")]}
        onOptionSelect={(_, { optionValue }) => setWithId(Number(optionValue))}
      >
        {others.map(({ id, name }) => (
          <Option key={id} value={String(id)}>
            {name}
          </Option>
        ))}
      </Dropdown>
      {chosen && <Shared appId={props.appId} rule={props.rule} other={chosen} />}
    </section>
  );
}

function Shared(props: { appId: number; rule: Rule; other: { id: number; name: string } }) {
  const cards = useCardStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const rule = useStill(props.rule, 1_000);
  const { data } = useQuery(
    trpc.groups.overlap.count.queryOptions(
      { appId: props.appId, rule, withId: props.other.id },
      { placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } },
    ),
  );
  if (!data) return <p className={cards.quiet}>Counting…</p>;
  if (data.isSmall) {
    return (
      <p className={cards.quiet}>Small: a part of the overlap has too few customers to show.</p>
    );
  }
  return (
    <p className={cards.quiet} role="status">
      {format.number(data.both)} people are in both: {format.rate(data.both / data.here)} of this
      segment, {format.rate(data.both / data.there)} of “{props.other.name}”.
    </p>
  );
}
