"use client";

import { Button, makeStyles, Switch, tokens } from "@fluentui/react-components";
import {
  ArrowDownRegular,
  ArrowUpRegular,
  CheckmarkCircleFilled,
  ErrorCircleFilled,
  QuestionRegular,
  WarningFilled,
} from "@fluentui/react-icons";
import { useState } from "react";
import { RowActions } from "@/components/table/row-actions";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/use-format";
import { endpointWords, translatorWords } from "./translator-words";
import type { TranslatorRow } from "./translators-section";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    flexWrap: "wrap",
    padding: "10px 0",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: "13px",
    lineHeight: "18px",
  },
  words: { flex: "1 1 320px", minWidth: 0 },
  name: { fontWeight: 600 },
  quiet: { color: tokens.colorNeutralForeground3 },
  state: { display: "flex", alignItems: "flex-start", gap: "6px", overflowWrap: "anywhere" },
  icon: { flexShrink: 0, marginTop: "2px" },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  deeds: { display: "flex", alignItems: "center", gap: "4px" },
});

/** One translator: where it is, what it last said, and what can be done with it. */
export function TranslatorItem(props: {
  row: TranslatorRow;
  may: boolean;
  isTesting: boolean;
  onTest(): void;
  onEdit(): void;
  onRemove(): void;
  onToggle(isEnabled: boolean): void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const styles = useStyles();
  const { row, may, onUp, onDown } = props;
  const { title } = translatorWords[row.name];
  const [isAsking, setAsking] = useState(false);
  return (
    <li className={styles.root}>
      <div className={styles.words}>
        <span className={styles.name}>{title}</span>{" "}
        <span className={styles.quiet}>{placeOf(row)}</span>
        <State row={row} isTesting={props.isTesting} />
      </div>
      {may && (
        <div className={styles.deeds}>
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowUpRegular />}
            aria-label={`Ask ${title} earlier`}
            disabledFocusable={!onUp}
            onClick={onUp}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowDownRegular />}
            aria-label={`Ask ${title} later`}
            disabledFocusable={!onDown}
            onClick={onDown}
          />
          <Switch
            aria-label={`Use ${title}`}
            checked={row.isEnabled}
            onChange={(_, data) => props.onToggle(data.checked)}
          />
          <Button size="small" disabledFocusable={props.isTesting} onClick={props.onTest}>
            Test
          </Button>
          <RowActions
            name={title}
            actions={[
              { label: row.hasKey ? "Change or replace key" : "Change", onClick: props.onEdit },
              { label: "Remove", onClick: () => setAsking(true) },
            ]}
          />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove ${title}?`}
        confirm="Remove translator"
        keep="Keep translator"
        onConfirm={() => {
          setAsking(false);
          props.onRemove();
        }}
        onClose={() => setAsking(false)}
      >
        {row.hasKey ? "Its settings and its stored key go. " : "Its settings go. "}
        Texts it has translated stay.
      </ConfirmDialog>
    </li>
  );
}

function State({ row, isTesting }: { row: TranslatorRow; isTesting: boolean }) {
  const styles = useStyles();
  const format = useFormat();
  if (isTesting) return <div className={styles.quiet}>Asking…</div>;
  const at = row.stateAt ? ` ${format.instant(row.stateAt)}` : "";
  const looks = {
    accepted: [<CheckmarkCircleFilled key="i" className={styles.good} />, `Answers${at}.`],
    refused: [<ErrorCircleFilled key="i" className={styles.bad} />, `Refused${at}.`],
    quota: [<WarningFilled key="i" className={styles.warning} />, `Limit used up${at}.`],
    untested: row.stateReason
      ? [<WarningFilled key="i" className={styles.warning} />, `No answer${at}.`]
      : [<QuestionRegular key="i" className={styles.quiet} />, "Not tried yet."],
  } as const;
  const [icon, words] = looks[row.state];
  return (
    <div className={styles.state} role="status">
      <span className={styles.icon}>{icon}</span>
      <span>
        {words} {row.stateReason}
        {row.isEnabled ? "" : " Switched off."}
      </span>
    </div>
  );
}

function placeOf({ name, settings, hasKey }: TranslatorRow): string {
  const parts: string[] = [];
  if (name === "azure") {
    const endpoint = String(settings.endpoint) as keyof typeof endpointWords;
    parts.push(settings.resourceName ? String(settings.resourceName) : endpointWords[endpoint]);
    if (settings.region) parts.push(String(settings.region));
  }
  if (name === "libretranslate") parts.push(String(settings.baseUrl));
  if (hasKey) parts.push("key stored");
  return parts.join(" · ");
}
