"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { RateKind } from "@/components/analyze/words";
import { type Column, sortOf } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Modal } from "@/components/ui/modal/modal";
import { useFormat } from "@/components/ui/use-format";
import type { MarketRate } from "./map-card";
import { MarketCell } from "./markets-table";

const useStyles = makeStyles({
  surface: { maxWidth: "760px", width: "calc(100vw - 32px)" },
  scroll: { maxHeight: "60vh", overflowY: "auto" },
  small: { color: tokens.colorNeutralForeground3 },
});

type SortKey = "name" | "whole" | "part" | "share";

/** The map's table twin: every market, those without a shape too. */
export function MarketsDialog(props: {
  kind: RateKind;
  rates: MarketRate[];
  isOpen: boolean;
  onClose(): void;
  onChoose(market: string): void;
}) {
  const styles = useStyles();
  const [sort, setSort] = useState("-whole");
  const columns = useColumns(props.kind, props.onChoose);
  return (
    <Modal isOpen={props.isOpen} onClose={props.onClose} className={styles.surface}>
      <DialogBody>
        <DialogTitle>{props.kind.title}, all markets</DialogTitle>
        <DialogContent>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={styles.scroll} tabIndex={0} aria-label="All markets">
            <DataTable
              caption={`${props.kind.title} by market`}
              columns={columns}
              rows={sorted(props.rates, sort)}
              rowKey={({ market }) => market}
              sort={sort}
              onSort={setSort}
              density="tight"
              empty={null}
            />
          </section>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Close</Button>
        </DialogActions>
      </DialogBody>
    </Modal>
  );
}

function useColumns(kind: RateKind, onChoose: (market: string) => void): Column<MarketRate>[] {
  const styles = useStyles();
  const format = useFormat();
  const quiet = (rate: MarketRate, text: string) =>
    rate.isSmall ? <span className={styles.small}>{text}</span> : text;
  return [
    {
      key: "name",
      label: "Market",
      sort: "name",
      cell: (rate) => <MarketCell kind={kind} rate={rate} onChoose={onChoose} />,
    },
    {
      key: "part",
      label: "Selected",
      sort: "part",
      align: "end",
      cell: (rate) => format.number(rate.part),
    },
    {
      key: "whole",
      label: "Of",
      sort: "whole",
      align: "end",
      cell: (rate) => format.number(rate.whole),
    },
    {
      key: "share",
      label: "CTR",
      sort: "share",
      align: "end",
      cell: (rate) => quiet(rate, format.rate(rate.share)),
    },
    {
      key: "interval",
      label: "95% sure",
      align: "end",
      cell: (rate) =>
        quiet(
          rate,
          rate.low === null ? "—" : `${format.rate(rate.low)} to ${format.rate(rate.high)}`,
        ),
    },
  ];
}

function sorted(rates: MarketRate[], sort: string): MarketRate[] {
  const { by, isDescending } = sortOf(sort);
  const turn = isDescending ? -1 : 1;
  const key = by as SortKey;
  return rates.toSorted((a, b) => {
    if (key === "name") return turn * a.name.localeCompare(b.name, "en");
    return turn * ((a[key] ?? -1) - (b[key] ?? -1)) || a.name.localeCompare(b.name, "en");
  });
}
