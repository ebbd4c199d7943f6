"use client";

import {
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
  mergeClasses,
  SearchBox,
  tokens,
} from "@fluentui/react-components";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { Modal } from "@/components/ui/modal/modal";
import { type } from "@/components/ui/tokens";
import { useFound } from "./use-found";

const useStyles = makeStyles({
  surface: { maxWidth: "560px", padding: "16px", alignSelf: "start", marginTop: "12vh" },
  body: { display: "block" },
  box: { width: "100%", maxWidth: "none" },
  list: {
    listStyle: "none",
    margin: "8px 0 0",
    padding: 0,
    maxHeight: "50vh",
    minHeight: "120px",
    overflowY: "auto",
  },
  option: {
    display: "flex",
    alignItems: "baseline",
    gap: "12px",
    padding: "8px 12px",
    borderRadius: tokens.borderRadiusMedium,
    cursor: "pointer",
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Selected },
  kind: { ...type.caption, marginLeft: "auto", color: tokens.colorNeutralForeground3 },
  none: { ...type.body, padding: "8px 12px", color: tokens.colorNeutralForeground3 },
});

/** Ctrl+K: pages at once, notifications and apps as the server finds them. */
export function CommandDialog(props: { onClose: () => void }) {
  const styles = useStyles();
  return (
    <Modal isOpen onClose={props.onClose} className={styles.surface}>
      <DialogBody className={styles.body}>
        <DialogTitle className="visually-hidden">Search</DialogTitle>
        <DialogContent>
          <CommandSearch onClose={props.onClose} />
        </DialogContent>
      </DialogBody>
    </Modal>
  );
}

function CommandSearch({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const router = useRouter();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const found = useFound(text);

  function open(href: string | undefined): void {
    if (!href) return;
    onClose();
    router.push(href);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") open(found[active]?.href);
    if (step === 0 || found.length === 0) return;
    event.preventDefault();
    setActive((active + step + found.length) % found.length);
  }

  return (
    <>
      <SearchBox
        className={styles.box}
        size="large"
        placeholder="Search notifications, apps and pages"
        value={text}
        onChange={(_, data) => {
          setText(data.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        input={{
          role: "combobox",
          "aria-expanded": true,
          "aria-controls": "found",
          "aria-autocomplete": "list",
          "aria-activedescendant": found[active] ? `found-${active}` : undefined,
          autoFocus: true,
        }}
      />
      <div id="found" role="listbox" aria-label="Found" className={styles.list}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys.
          <div
            key={item.href}
            id={`found-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={mergeClasses(styles.option, index === active && styles.active)}
            onClick={() => open(item.href)}
          >
            {item.label}
            <span className={styles.kind}>{item.kind}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.none} role="status">
          Nothing has this in its name.
        </p>
      )}
    </>
  );
}
