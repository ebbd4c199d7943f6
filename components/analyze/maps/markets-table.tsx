"use client";

import { Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { RateKind } from "@/components/analyze/words";
import { Swatch } from "@/components/charts/legend";
import { colorOf } from "@/components/charts/map/classes";
import { Term } from "@/components/charts/term";
import { usePlainTable } from "@/components/table/plain-table";
import { useFormat } from "@/components/ui/use-format";
import type { MarketRate } from "./map-card";

const useStyles = makeStyles({
  market: { display: "flex", alignItems: "center", gap: "8px" },
  small: { color: tokens.colorNeutralForeground3 },
  narrow: { "@media (max-width: 639.98px)": { display: "none" } },
});

/** The largest markets. A name filters by its market. */
export function MarketsTable(props: {
  kind: RateKind;
  rates: MarketRate[];
  onChoose(market: string): void;
}) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>Largest markets</th>
          <th className={mergeClasses(table.headNumber, styles.narrow)}>Of</th>
          <th className={mergeClasses(table.headNumber, styles.narrow)}>95% sure</th>
          <th className={table.headNumber}>
            <Term meaning={props.kind.meaning}>CTR</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rates.map((rate) => (
          <tr key={rate.market} className={table.row}>
            <td className={table.cell}>
              <MarketCell kind={props.kind} rate={rate} onChoose={props.onChoose} />
            </td>
            <td className={mergeClasses(table.number, styles.narrow)}>
              {format.number(rate.whole)}
            </td>
            <td className={mergeClasses(table.number, styles.narrow, styles.small)}>
              {format.rate(rate.low)} to {format.rate(rate.high)}
            </td>
            <td className={mergeClasses(table.number, rate.isSmall && styles.small)}>
              {format.rate(rate.share)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function MarketCell(props: {
  kind: RateKind;
  rate: MarketRate;
  onChoose(market: string): void;
}) {
  const styles = useStyles();
  const { rate } = props;
  const color = colorOf(rate.share, props.kind.classes);
  return (
    <span className={styles.market}>
      <Swatch color={color ?? tokens.colorNeutralStrokeAccessible} isHatched={!color} width={10} />
      <Link as="button" onClick={() => props.onChoose(rate.market)} title={`Only ${rate.name}`}>
        {rate.name}
      </Link>
    </span>
  );
}
