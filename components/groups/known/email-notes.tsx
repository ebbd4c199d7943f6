"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { formatNumber } from "@/components/ui/format";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import type { EmailList } from "@/server/groups/known/email-list";

const useStyles = makeStyles({
  note: { ...type.caption, margin: 0, color: tokens.colorNeutralForeground3 },
  problems: { ...type.caption, margin: 0, color: tokens.colorStatusDangerForeground1 },
});

const mostNamed = 5;

/** How many addresses there are, and what is none. */
export function EmailNotes({ list }: { list: EmailList }) {
  const styles = useStyles();
  const format = useFormat();
  const { emails, repeated, problems } = list;
  const named = problems
    .slice(0, mostNamed)
    .map(({ line, text }) => `“${text.slice(0, 60)}” in line ${line}`);
  const more = problems.length > mostNamed ? ` and ${problems.length - mostNamed} more` : "";
  return (
    <div role="status">
      <p className={styles.note}>
        {addressCount(emails.length)}
        {repeated > 0 && `, ${format.number(repeated)} given more than once`}
      </p>
      {problems.length > 0 && (
        <p className={styles.problems}>
          Not an e-mail address: {named.join(", ")}
          {more}.
        </p>
      )}
    </div>
  );
}

/** What a file brought. Cells that are no addresses, such as names beside them, are left out. */
export function importWords({ emails, problems }: EmailList): [string, "error" | "success"] {
  if (emails.length === 0) return ["There is no e-mail address in this file.", "error"];
  const read = `${addressCount(emails.length)} read from the file`;
  return [problems.length === 0 ? read : `${read}. What is no address was left out.`, "success"];
}

function addressCount(count: number): string {
  return count === 1 ? "1 address" : `${formatNumber(count)} addresses`;
}
