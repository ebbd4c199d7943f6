"use client";

import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  ChevronDown16Regular,
  ChevronUp16Regular,
  People16Regular,
  Person16Regular,
} from "@fluentui/react-icons";
import { useId, useState } from "react";
import { outcomeLooks, partSentence, wouldSend } from "@/components/connector/outcomes";
import { usePlainTable } from "@/components/table/plain-table";
import { Status, StatusIcon } from "@/components/ui/status";
import { useFormat } from "@/components/ui/use-format";
import type { RecipientResult } from "@/server/connector/schema";
import { shortened } from "./recipients-field";

const useStyles = makeStyles({
  name: { display: "inline-flex", alignItems: "center", gap: "8px", overflowWrap: "anywhere" },
  icon: { flexShrink: 0 },
  parts: { listStyle: "none", margin: 0, padding: "4px 8px 8px 24px" },
  part: { display: "flex", alignItems: "center", gap: "8px", padding: "2px 0" },
  inset: { backgroundColor: tokens.colorNeutralBackground2 },
});

export function ResultRow(props: { row: RecipientResult; app: string; isCheck: boolean }) {
  const styles = useStyles();
  const plain = usePlainTable();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { row } = props;
  const look = props.isCheck && row.outcome === "sending" ? wouldSend : outcomeLooks[row.outcome];
  const Icon = row.kind === "group" ? People16Regular : Person16Regular;
  const canOpen = row.kind === "group" && row.breakdown.length > 0;
  return (
    <>
      <tr className={plain.row}>
        <td className={plain.cell}>
          <span className={styles.name} title={row.recipient}>
            <Icon className={styles.icon} aria-hidden />
            {shortened(row.recipient)}
          </span>
        </td>
        <td className={plain.cell}>
          <Status look={look} text={outcomeText(row, look.label)} />
        </td>
        <td className={plain.cell}>
          {canOpen ? (
            <Button
              appearance="transparent"
              size="small"
              iconPosition="after"
              icon={isOpen ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => setOpen(!isOpen)}
            >
              {format.count(row.devices, "device")}
            </Button>
          ) : (
            detailOf(row, props.app, (count) => format.count(count, "device"))
          )}
        </td>
      </tr>
      {canOpen && isOpen && (
        <tr id={id} className={mergeClasses(plain.row, styles.inset)}>
          <td colSpan={3}>
            <ul className={styles.parts}>
              {row.breakdown.map((part) => (
                <li key={`${part.outcome} ${part.code}`} className={styles.part}>
                  <StatusIcon look={outcomeLooks[part.outcome]} />
                  {partSentence(part, props.app)}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}

function outcomeText(row: RecipientResult, label: string): string {
  if (row.kind !== "group" || (row.outcome !== "sent" && row.outcome !== "sending")) return label;
  const reached = row.breakdown.find(({ outcome }) => outcome === row.outcome)?.people ?? 0;
  return `${label} to ${reached.toLocaleString("en")} of ${row.people.toLocaleString("en")} people`;
}

function detailOf(row: RecipientResult, app: string, devices: (count: number) => string): string {
  switch (row.outcome) {
    case "sent":
    case "sending":
      return [row.name === row.recipient ? null : row.name, devices(row.devices)]
        .filter(Boolean)
        .join(", ");
    case "not_found":
      return "No person or group has this e-mail or object ID";
    case "not_entitled":
      return row.kind === "group" && row.people === 0
        ? "The group has no members"
        : `Has never opened ${app}, or is not eligible for notifications`;
    case "opted_out":
      return "Has opted out";
    case "no_channel":
      return "Has no registered device";
    case "failed":
      return `Refused by the push service (${row.code ?? "no reason"})`;
    case "unknown":
      return `Nobody can tell (${row.code ?? "no answer"})`;
  }
}
