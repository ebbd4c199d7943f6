"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { marketName } from "@/components/groups/markets";
import { useFormat } from "@/components/ui/use-format";
import {
  type AttributeValue,
  acquisitionTypes,
  churnLevels,
  genders,
  labelOf,
} from "@/server/customers/attributes";
import type { PersonDetails } from "./person-page";

type Known = PersonDetails["apps"][number];

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: "12px 16px",
  },
  title: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
  facts: { margin: "8px 0 0" },
  fact: { display: "flex", justifyContent: "space-between", gap: "12px", padding: "2px 0" },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, textAlign: "end", overflowWrap: "anywhere" },
});

/** What one app knows of a person; what it does not know is left out. */
export function KnownInApp({ known }: { known: Known }) {
  const styles = useStyles();
  const facts = useFacts(known);
  return (
    <article className={styles.card} aria-label={known.name}>
      <h3 className={styles.title}>{known.name}</h3>
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function useFacts(known: Known): { name: string; value: string }[] {
  const format = useFormat();
  const word = (values: readonly AttributeValue[], code: number) =>
    code === 0 ? null : labelOf(values, code);
  const facts: [string, string | null][] = [
    ["Notifications", known.isOptedOut ? "Opted out" : "Opted in"],
    ["Eligible for segments", known.isEligible ? "Yes" : "No"],
    ["Gender", word(genders, known.gender)],
    ["Market", known.market && marketName(known.market)],
    ["Acquired", known.acquiredAt && format.instant(known.acquiredAt)],
    ["Acquisition type", word(acquisitionTypes, known.acquisitionType)],
    ["Campaign ID", known.campaignId],
    ["Last used", known.lastUsedAt && format.instant(known.lastUsedAt)],
    ["Sessions in 30 days", known.sessions30d > 0 ? format.number(known.sessions30d) : null],
    ["Rating", known.rating > 0 ? format.count(known.rating, "star") : "Never rated"],
    ["Likely to churn", word(churnLevels, known.churn)],
    ["Purchases", known.hasPurchased ? "Has bought" : "Has never bought"],
    [
      "Spent in this app",
      known.appSpendCents > 0 ? `$${(known.appSpendCents / 100).toFixed(2)}` : null,
    ],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}
