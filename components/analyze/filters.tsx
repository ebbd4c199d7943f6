"use client";

import {
  Button,
  Combobox,
  Dropdown,
  Field,
  makeStyles,
  Option,
  Tag,
  TagGroup,
  tokens,
} from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { allMarkets, marketName } from "@/components/groups/markets";
import { type AnalyzeState, listOf, useAnalyzeState } from "./analyze-state";

const useStyles = makeStyles({
  panel: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 320px)) auto",
    gap: "12px 16px",
    alignItems: "end",
    padding: "12px 16px",
    margin: "0 0 8px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
    "@media (max-width: 639.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  clear: { justifySelf: "start" },
});

export interface AppChoice {
  id: number;
  name: string;
}

/** P-79: by app and by market; both act on everything. */
export function FilterPanel({ apps }: { apps: AppChoice[] }) {
  const styles = useStyles();
  const [state, setState] = useAnalyzeState();
  const chosen = listOf(state.app);
  const names = apps.filter(({ id }) => chosen.includes(String(id))).map(({ name }) => name);
  return (
    <section className={styles.panel} aria-label="Filters">
      <Field label="Apps">
        <Dropdown
          multiselect
          placeholder="All apps"
          value={names.join(", ")}
          selectedOptions={chosen}
          onOptionSelect={(_, { selectedOptions }) => setState({ app: selectedOptions.join(",") })}
        >
          {apps.map(({ id, name }) => (
            <Option key={id} value={String(id)}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <MarketField state={state} onMarkets={(market) => setState({ market })} />
      {(state.app !== "" || state.market !== "") && (
        <Button
          className={styles.clear}
          appearance="subtle"
          onClick={() => setState({ app: "", market: "" })}
        >
          Clear filters
        </Button>
      )}
    </section>
  );
}

const mostListed = 60;

function MarketField(props: { state: AnalyzeState; onMarkets(markets: string): void }) {
  const [typed, setTyped] = useState("");
  const chosen = listOf(props.state.market);
  const markets = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    const found = allMarkets().filter(
      ({ code, name }) => name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted,
    );
    return found.slice(0, mostListed);
  }, [typed]);
  return (
    <Field label="Markets">
      <Combobox
        multiselect
        placeholder={
          chosen.length === 0 ? "All markets" : `${chosen.length} chosen; type to find more`
        }
        value={typed}
        selectedOptions={chosen}
        onChange={(event) => setTyped(event.target.value)}
        onOptionSelect={(_, { selectedOptions }) => {
          setTyped("");
          props.onMarkets(selectedOptions.join(","));
        }}
      >
        {markets.map(({ code, name }) => (
          <Option key={code} value={code}>
            {name}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}

/** What is filtered, each with its way out. */
export function FilterPills({ apps }: { apps: AppChoice[] }) {
  const [state, setState] = useAnalyzeState();
  const appIds = listOf(state.app);
  const markets = listOf(state.market);
  const without = (list: string[], value: string) => list.filter((one) => one !== value).join(",");
  const pills = [
    ...appIds.map((id) => ({
      value: `app/${id}`,
      text: apps.find((app) => String(app.id) === id)?.name ?? "A removed app",
      drop: () => setState({ app: without(appIds, id) }),
    })),
    ...markets.map((code) => ({
      value: `market/${code}`,
      text: marketName(code),
      drop: () => setState({ market: without(markets, code) }),
    })),
  ];
  if (pills.length === 0) return null;
  return (
    <TagGroup
      aria-label="Filters in use"
      size="small"
      onDismiss={(_, { value }) => pills.find((pill) => pill.value === value)?.drop()}
    >
      {pills.map((pill) => (
        <Tag key={pill.value} value={pill.value} dismissible>
          {pill.text}
        </Tag>
      ))}
    </TagGroup>
  );
}
