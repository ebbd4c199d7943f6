"use client";

import { capText } from "@/components/notifications/wizard/audience/rule-words";
import { usePlainTable } from "@/components/table/plain-table";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import type { Review } from "./review-step";

/** What the general words leave open: which group, which cap, how many per cent. */
export function reviewLabels({ rules, holdOutPercent, groupName }: Review) {
  return {
    ...(groupName ? { not_in_group: `Not in ${groupName}` } : {}),
    ...(rules.cap ? { frequency_cap: `Frequency cap, ${capText(rules.cap)}` } : {}),
    hold_out: `Hold-out, ${holdOutPercent}%`,
  };
}

const shownLanguages = 8;

/** Which content the devices of each language get, largest first. */
export function ReviewLanguages({ review }: { review: Review }) {
  const table = usePlainTable();
  const format = useFormat();
  const shown = review.languages.slice(0, shownLanguages);
  const others = review.languages.slice(shownLanguages);
  const othersCount = others.reduce((sum, { devices }) => sum + devices, 0);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>Device language</th>
          <th className={table.head}>Gets</th>
          <th className={table.headNumber}>Devices</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.deviceLanguage} className={table.row}>
            <td className={table.cell}>{languageName(row.deviceLanguage)}</td>
            <td className={table.cell}>{languageName(row.contentLanguage)}</td>
            <td className={table.number}>{format.number(row.devices)}</td>
          </tr>
        ))}
        {others.length > 0 && (
          <tr className={table.row}>
            <td className={table.cell}>{format.count(others.length, "other")}</td>
            <td className={table.cell} />
            <td className={table.number}>{format.number(othersCount)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
