"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { marketName } from "@/components/groups/markets";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { deviceTypeValues, labelOf } from "@/server/customers/attributes";
import { useCardStyles } from "./card-styles";

type Overview = RouterOutputs["groups"]["segments"]["overview"];
type Share = Extract<Overview, { isSmall: false }>["byMarket"][number];

const useStyles = makeStyles({
  facts: { ...type.body, margin: "8px 0 0" },
  fact: { display: "flex", justifyContent: "space-between", gap: "12px", padding: "3px 0" },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  columns: { display: "grid", gridTemplateColumns: "1fr 1fr", gap: "16px", marginTop: "8px" },
  head: { ...type.tableHead, color: tokens.colorNeutralForeground2, margin: 0 },
  list: { ...type.caption, listStyle: "none", margin: 0, padding: 0 },
  share: { paddingTop: "6px" },
  bar: {
    height: "3px",
    marginTop: "3px",
    borderRadius: "2px",
    backgroundColor: tokens.colorNeutralStroke2,
  },
  fill: {
    height: "100%",
    borderRadius: "2px",
    backgroundColor: tokens.colorCompoundBrandBackground,
    "@media (forced-colors: active)": { backgroundColor: "Highlight" },
  },
});

/** App statistics (S-40 to S-42): people available to any segment, this one's share and what it is made of. */
export function StatisticsCard({ overview }: { overview: Overview | undefined }) {
  const styles = useStyles();
  const cards = useCardStyles();
  const format = useFormat();
  if (!overview) return null;
  return (
    <section className={cards.card} aria-label="App statistics">
      <h2 className={cards.title}>App statistics</h2>
      {overview.isSmall ? (
        <p className={cards.quiet}>Customers in this segment: Small</p>
      ) : (
        <>
          <dl className={styles.facts}>
            <Fact name="Available app customers" value={format.number(overview.available)} />
            <Fact
              name="In this segment"
              value={`${format.number(overview.size)} · ${format.rate(overview.size / overview.available)}`}
            />
          </dl>
          <div className={styles.columns}>
            <Shares title="By market" shares={overview.byMarket} nameOf={marketName} />
            <Shares
              title="By device type"
              shares={overview.byDeviceType}
              nameOf={(code) => labelOf(deviceTypeValues, Number(code))}
            />
          </div>
        </>
      )}
    </section>
  );
}

function Fact(props: { name: string; value: string }) {
  const styles = useStyles();
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.value}</dd>
    </div>
  );
}

function Shares(props: { title: string; shares: Share[]; nameOf(code: string): string }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <div>
      <h3 className={styles.head}>{props.title}</h3>
      <ul className={styles.list}>
        {props.shares.map(({ code, share }) => (
          <li key={code ?? "rest"} className={styles.share}>
            <span className={styles.fact} style={{ padding: 0 }}>
              <span>{code === null ? "All others" : props.nameOf(code)}</span>
              <span>{format.rate(share)}</span>
            </span>
            <div className={styles.bar} aria-hidden>
              <div className={styles.fill} style={{ width: `${share * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
