"use client";

import { List, ListItem, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { StatusIcon } from "@/components/ui/status";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import type { LanguageState } from "@/content/translation/states";
import { languageLook } from "./state-looks";

const useStyles = makeStyles({
  item: {
    display: "grid",
    gridTemplateColumns: "1fr auto",
    columnGap: "8px",
    alignContent: "center",
    minHeight: "49px",
    padding: "4px 8px",
    borderRadius: tokens.borderRadiusMedium,
    fontSize: "13px",
    lineHeight: "18px",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
    "@media (forced-colors: active)": { outline: "2px solid Highlight" },
  },
  name: { fontWeight: 600 },
  count: { color: tokens.colorNeutralForeground3 },
  state: {
    gridColumn: "1 / -1",
    display: "flex",
    alignItems: "center",
    gap: "6px",
    fontSize: "12px",
    color: tokens.colorNeutralForeground3,
  },
});

/** Name, devices and state of every language of the content. */
export function LanguageList(props: {
  states: readonly LanguageState[];
  devices: ReadonlyMap<string, number> | undefined;
  /** Being translated. */
  busy: ReadonlySet<string>;
  selected: string;
  onSelect(language: string): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const { devices } = props;
  return (
    <List
      aria-label="Languages"
      selectionMode="single"
      navigationMode="items"
      selectedItems={[props.selected]}
      onSelectionChange={(_, { selectedItems }) => {
        const [language] = selectedItems;
        if (language !== undefined) props.onSelect(String(language));
      }}
    >
      {props.states.map((state) => {
        const { look, text } = languageLook(state);
        const isSelected = state.language === props.selected;
        return (
          <ListItem
            key={state.language}
            value={state.language}
            checkmark={null}
            className={mergeClasses(styles.item, isSelected && styles.selected)}
          >
            <span className={isSelected ? styles.name : undefined}>
              {languageName(state.language)}
            </span>
            <span className={styles.count}>
              {devices ? format.number(devices.get(state.language) ?? 0) : "—"}
            </span>
            <span className={styles.state}>
              <StatusIcon look={look} />
              {props.busy.has(state.language) ? "Translating…" : text}
            </span>
          </ListItem>
        );
      })}
    </List>
  );
}
