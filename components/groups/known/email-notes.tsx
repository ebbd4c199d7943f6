"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
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
        {emails.length === 1 ? "1 address" : `${format.number(emails.length)} addresses`}
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
