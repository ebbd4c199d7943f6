"use client";

import {
  Button,
  Checkbox,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
  SearchBox,
  tokens,
} from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { Modal } from "@/components/ui/modal/modal";
import { useFormat } from "@/components/ui/use-format";
import type { LanguageCount } from "./language-devices";
import { findLanguages, type OfferedLanguage, offeredLanguages } from "./offered-languages";
import { useTranslation } from "./translate/translation-context";
import { TranslationNote } from "./translation-note";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  search: { maxWidth: "none" },
  list: { height: "320px", overflowY: "auto", margin: 0, padding: 0, listStyle: "none" },
  row: { display: "flex", alignItems: "center", justifyContent: "space-between", gap: "8px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
});

interface Props {
  /** Languages the content has already. */
  taken: readonly string[];
  counts: readonly LanguageCount[];
  onAdd(languages: string[]): void;
  onClose(): void;
}

/** P-81, P-82: the Store's languages, those that devices use first. */
export function AddLanguagesDialog({ isOpen, ...props }: Props & { isOpen: boolean }) {
  return (
    <Modal isOpen={isOpen} onClose={props.onClose}>
      <Choices {...props} />
    </Modal>
  );
}

function Choices({ taken, counts, onAdd, onClose }: Props) {
  const styles = useStyles();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { isSetUp } = useTranslation();
  const offers = useMemo(() => offeredLanguages(taken, counts), [taken, counts]);
  const found = findLanguages(offers, query);
  const toggle = (code: string, isOn: boolean) =>
    setChosen(isOn ? [...chosen, code] : chosen.filter((other) => other !== code));
  return (
    <DialogBody>
      <DialogTitle>Add languages</DialogTitle>
      <DialogContent className={styles.content}>
        <SearchBox
          className={styles.search}
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
        <Button onClick={onClose}>Cancel</Button>
        <Button
          appearance="primary"
          disabledFocusable={chosen.length === 0}
          onClick={() => {
            onAdd([...chosen]);
            onClose();
          }}
        >
          {chosen.length > 1 ? `Add ${chosen.length} languages` : "Add language"}
        </Button>
      </DialogActions>
    </DialogBody>
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
