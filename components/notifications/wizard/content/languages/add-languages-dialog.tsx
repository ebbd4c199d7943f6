"use client";

import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  SearchBox,
  tokens,
} from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { useFormat } from "@/components/ui/use-format";
import type { LanguageCount } from "./language-devices";
import { findLanguages, type OfferedLanguage, offeredLanguages } from "./offered-languages";
import { useTranslation } from "./translate/translation-context";
import { TranslationNote } from "./translation-note";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  list: { height: "320px", overflowY: "auto", margin: 0, padding: 0, listStyle: "none" },
  row: { display: "flex", alignItems: "center", justifyContent: "space-between", gap: "8px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
});

/** P-81, P-82: the Store's languages, those that devices use first. */
export function AddLanguagesDialog(props: {
  isOpen: boolean;
  /** Languages the content has already. */
  taken: readonly string[];
  counts: readonly LanguageCount[];
  onAdd(languages: string[]): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { taken, counts, isOpen } = props;
  const { isSetUp } = useTranslation();
  const offers = useMemo(
    () => (isOpen ? offeredLanguages(taken, counts) : []),
    [isOpen, taken, counts],
  );
  const found = findLanguages(offers, query);

  function close() {
    setChosen([]);
    setQuery("");
    props.onClose();
  }
  const toggle = (code: string, isOn: boolean) =>
    setChosen(isOn ? [...chosen, code] : chosen.filter((other) => other !== code));
  return (
    <Dialog open={isOpen} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Add languages</DialogTitle>
          <DialogContent className={styles.content}>
            <SearchBox
              aria-label="Search languages"
              placeholder="Name or code"
              value={query}
              onChange={(_, data) => setQuery(data.value)}
            />
            {found.length === 0 ? (
              <p className={styles.quiet}>No language of the Store matches.</p>
            ) : (
              <ul className={styles.list}>
                {found.map((offer) => (
                  <LanguageRow
                    key={offer.code}
                    offer={offer}
                    isOn={chosen.includes(offer.code)}
                    onToggle={(isOn) => toggle(offer.code, isOn)}
                  />
                ))}
              </ul>
            )}
            {isSetUp === false && <TranslationNote />}
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>Cancel</Button>
            <Button
              appearance="primary"
              disabledFocusable={chosen.length === 0}
              onClick={() => {
                props.onAdd([...chosen]);
                close();
              }}
            >
              {chosen.length > 1 ? `Add ${chosen.length} languages` : "Add language"}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function LanguageRow(props: {
  offer: OfferedLanguage;
  isOn: boolean;
  onToggle(isOn: boolean): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const { name, code, devices } = props.offer;
  return (
    <li className={styles.row}>
      <Checkbox
        label={`${name} (${code})`}
        checked={props.isOn}
        onChange={(_, data) => props.onToggle(data.checked === true)}
      />
      {devices > 0 && <span className={styles.quiet}>{format.number(devices)} devices</span>}
    </li>
  );
}
