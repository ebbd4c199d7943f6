"use client";

import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Link,
} from "@fluentui/react-components";
import { useState } from "react";
import { usePlainTable } from "@/components/table/plain-table";
import { Modal } from "@/components/ui/modal/modal";
import { useFormat } from "@/components/ui/use-format";
import type { Review } from "./review-step";

const marketNames = new Intl.DisplayNames("en", { type: "region" });

function nameOf(market: string): string {
  try {
    return marketNames.of(market) ?? market;
  } catch (error) {
    if (error instanceof RangeError) return market;
    throw error;
  }
}

/** "92 Show": the devices of each market. */
export function ReviewMarkets({ byMarket }: { byMarket: Review["reach"]["byMarket"] }) {
  const table = usePlainTable();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {format.number(byMarket.length)}{" "}
      {byMarket.length > 0 && (
        <Link as="button" onClick={() => setOpen(true)}>
          Show
        </Link>
      )}
      <Modal isOpen={isOpen} onClose={() => setOpen(false)}>
        <DialogBody>
          <DialogTitle>Devices by market</DialogTitle>
          <DialogContent>
            <table className={table.table}>
              <thead>
                <tr>
                  <th className={table.head}>Market</th>
                  <th className={table.headNumber}>Devices</th>
                </tr>
              </thead>
              <tbody>
                {byMarket.map(({ market, count }) => (
                  <tr key={market} className={table.row}>
                    <td className={table.cell}>{nameOf(market)}</td>
                    <td className={table.number}>{format.number(count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Close</Button>
          </DialogActions>
        </DialogBody>
      </Modal>
    </>
  );
}
