"use client";

import { Link, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { LedgerDialog } from "@/components/notifications/wizard/audience/ledger-dialog";
import { useFormat } from "@/components/ui/use-format";
import type { Reason } from "@/db/enums";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", gap: "8px", margin: 0, padding: 0 },
  step: { listStyle: "none" },
  head: { display: "flex", justifyContent: "space-between" },
  bar: { height: "8px", borderRadius: "2px", minWidth: "1px" },
  quiet: { backgroundColor: tokens.colorNeutralStroke1 },
  brand: { backgroundColor: tokens.colorCompoundBrandBackground },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
});

export interface FunnelFacts {
  population: number;
  frozen: number;
  sent: number;
  launches: number;
  isTracked: boolean;
  ledger: { reason: Reason; count: number }[];
}

/** From audience to launch: how many were left after each step. */
export function Funnel(props: { facts: FunnelFacts; appNames: string }) {
  const styles = useStyles();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { facts } = props;
  const steps = [
    { label: `Registered with ${props.appNames}`, count: facts.population, look: styles.quiet },
    { label: "Frozen for sending", count: facts.frozen, look: styles.quiet },
    { label: "Sent", count: facts.sent, look: styles.brand },
    ...(facts.isTracked ? [{ label: "Launches", count: facts.launches, look: styles.brand }] : []),
  ];
  const heldBack = facts.ledger.reduce((sum, { count }) => sum + count, 0);
  const share = (count: number) => (facts.population === 0 ? 0 : (count / facts.population) * 100);
  return (
    <>
      <ol className={styles.list}>
        {steps.map((step) => (
          <li key={step.label} className={styles.step}>
            <div className={styles.head}>
              <span>{step.label}</span>
              <span>{format.number(step.count)}</span>
            </div>
            <div
              className={`${styles.bar} ${step.look}`}
              style={{ width: `${share(step.count)}%` }}
            />
          </li>
        ))}
      </ol>
      {heldBack > 0 && (
        <p className={styles.note}>
          {format.number(heldBack)} were held back.{" "}
          <Link as="button" onClick={() => setOpen(true)}>
            See the reasons
          </Link>
        </p>
      )}
      <LedgerDialog
        reach={{
          population: facts.population,
          frozen: facts.population - heldBack,
          reasons: facts.ledger,
        }}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
