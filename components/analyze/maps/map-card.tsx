"use client";

import { Link, makeStyles } from "@fluentui/react-components";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { MarketRow, RateKind } from "@/components/analyze/words";
import { ChartCard } from "@/components/charts/chart-card";
import { classLabels } from "@/components/charts/map/classes";
import { MapLegend } from "@/components/charts/map/map-legend";
import { marketName } from "@/components/groups/markets";
import { mapScale } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { intervalOf, shareOf, smallNumber } from "@/server/analyze/uncertainty";
import { cell } from "@/server/deliveries/csv";
import { MarketsDialog } from "./markets-dialog";
import { MarketsTable } from "./markets-table";

const WorldMap = dynamic(
  () => import("@/components/charts/map/world-map").then((m) => m.WorldMap),
  {
    ssr: false,
    loading: () => <div style={{ aspectRatio: "820 / 412" }} />,
  },
);

const useStyles = makeStyles({ more: { marginTop: "8px" } });

/** One market's rate with how sure it is. */
export interface MarketRate {
  market: string;
  name: string;
  part: number;
  whole: number;
  share: number | null;
  low: number | null;
  high: number | null;
  isSmall: boolean;
}

const shownAtFirst = 7;

export function MapCard(props: {
  kind: RateKind;
  rows: MarketRow[];
  period: { from: string; to: string };
  onChoose(market: string): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const [isWhole, setWhole] = useState(false);
  const { kind } = props;
  const rates = useMemo(() => ratesOf(kind, props.rows), [kind, props.rows]);
  const known = rates.filter(({ share }) => share !== null);
  const { from, to } = props.period;
  const range = format.utcRange(from, to);
  const file = {
    name: `${kind.title.toLowerCase().replaceAll(" ", "-")}-${from}-${to}`,
    csv: () => csvOf(rates),
    png: {
      title: kind.title,
      note: `${range}, UTC, by market. Hatched: no data.`,
      legend: classLabels(kind.classes).map((label, index) => ({
        label,
        color: mapScale[index] ?? "",
      })),
    },
  };
  const tipOf = (market: string) => {
    const rate = rates.find((one) => one.market === market);
    return rate ? tipLines(rate, format) : [marketName(market)];
  };
  return (
    <ChartCard title={kind.title} note="By market" file={file}>
      <WorldMap
        label={`${kind.title}, a world map. The table below has the largest markets, and all of them behind its link.`}
        values={known}
        classes={kind.classes}
        tipOf={tipOf}
        onChoose={props.onChoose}
      />
      <MapLegend classes={kind.classes} />
      <MarketsTable kind={kind} rates={known.slice(0, shownAtFirst)} onChoose={props.onChoose} />
      {known.length > 0 && (
        <Link as="button" className={styles.more} onClick={() => setWhole(true)}>
          All {format.count(known.length, "market")}
        </Link>
      )}
      <MarketsDialog
        kind={kind}
        rates={rates}
        isOpen={isWhole}
        onClose={() => setWhole(false)}
        onChoose={(market) => {
          setWhole(false);
          props.onChoose(market);
        }}
      />
    </ChartCard>
  );
}

function ratesOf(kind: RateKind, rows: MarketRow[]): MarketRate[] {
  return rows
    .map((row) => {
      const { part, whole } = kind.of(row);
      const interval = intervalOf(part, whole);
      return {
        market: row.market,
        name: marketName(row.market),
        part,
        whole,
        share: shareOf({ part, whole }),
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        isSmall: whole < smallNumber,
      };
    })
    .sort((a, b) => b.whole - a.whole);
}

function tipLines(rate: MarketRate, format: ReturnType<typeof useFormat>): string[] {
  const { name, part, whole, share, low, high, isSmall } = rate;
  return [
    name,
    `${format.rate(share)}: ${format.number(part)} of ${format.number(whole)}`,
    `${format.rate(low)} to ${format.rate(high)}, 95% sure`,
    ...(isSmall ? ["Few: mostly chance"] : []),
  ];
}

/** A person's digits: none of 0.12152123764576411 beyond the sixth says anything. */
function rounded(share: number | null): number | null {
  return share === null ? null : Number(share.toFixed(6));
}

function csvOf(rates: MarketRate[]): string {
  const head = ["Market", "Name", "Selected", "Of", "Click-through rate", "95% low", "95% high"];
  const lines = rates.map(({ market, name, part, whole, share, low, high }) =>
    [market, name, part, whole, ...[share, low, high].map(rounded)].map(cell).join(","),
  );
  return `${[head.map(cell).join(","), ...lines].join("\r\n")}\r\n`;
}
