"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDown16Filled, ArrowUp16Filled } from "@fluentui/react-icons";
import { Term } from "@/components/charts/term";
import { roleColors, type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { type Counted, intervalOf, isClearChange, shareOf } from "@/server/analyze/uncertainty";
import { centerRate, launchesOf, meanings, type Sums, toastRate } from "./words";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "repeat(4, minmax(0, 1fr))",
    gap: "12px 16px",
    margin: "8px 0 16px",
    "@media (max-width: 899.98px)": { gridTemplateColumns: "repeat(2, minmax(0, 1fr))" },
  },
  figure: { margin: 0, minWidth: 0 },
  name: { ...type.caption, color: tokens.colorNeutralForeground2 },
  value: { ...type.figure, margin: 0 },
  hint: { ...type.caption, color: tokens.colorNeutralForeground3, margin: 0 },
  change: {
    ...type.caption,
    display: "flex",
    alignItems: "center",
    gap: "4px",
    margin: 0,
    color: tokens.colorNeutralForeground2,
  },
});

/** The four figures with the change on the period before. Up is good for each of them. */
export function Figures(props: { now: Sums; before: Sums; days: number }) {
  const styles = useStyles();
  const format = useFormat();
  const { now, before, days } = props;
  return (
    <dl className={styles.root}>
      <div className={styles.figure}>
        <dt className={styles.name}>
          <Term meaning={meanings.toastsSent}>Toasts sent</Term>
        </dt>
        <dd className={styles.value}>{format.number(now.toastsSent)}</dd>
        <CountChange now={now.toastsSent} before={before.toastsSent} days={days} />
      </div>
      <Rate
        name="Toast click-through rate"
        meaning={meanings.toastRate}
        of={toastRate.of}
        {...props}
      />
      <Rate
        name="Action Center click-through rate"
        meaning={meanings.centerRate}
        of={centerRate.of}
        {...props}
      />
      <Rate name="App launch rate" meaning={meanings.launchRate} of={launchesOf} {...props} />
    </dl>
  );
}

function Rate(props: {
  name: string;
  meaning: string;
  of(sums: Sums): Counted;
  now: Sums;
  before: Sums;
  days: number;
}) {
  const styles = useStyles();
  const format = useFormat();
  const now = props.of(props.now);
  const interval = intervalOf(now.part, now.whole);
  return (
    <div className={styles.figure}>
      <dt className={styles.name}>
        <Term meaning={props.meaning}>{props.name}</Term>
      </dt>
      <dd className={styles.value}>{format.rate(shareOf(now))}</dd>
      <RateChange now={now} before={props.of(props.before)} days={props.days} />
      {interval && (
        <dd className={styles.hint}>
          {format.rate(interval.low)} to {format.rate(interval.high)}, 95% sure
        </dd>
      )}
    </div>
  );
}

function CountChange(props: { now: number; before: number; days: number }) {
  const format = useFormat();
  if (props.before === 0) return <Nothing days={props.days} />;
  const change = props.now / props.before - 1;
  return (
    <Change sign={Math.sign(change)} words={`${format.rate(Math.abs(change))}`} days={props.days} />
  );
}

function RateChange(props: { now: Counted; before: Counted; days: number }) {
  const format = useFormat();
  const now = shareOf(props.now);
  const before = shareOf(props.before);
  if (now === null || before === null) return <Nothing days={props.days} />;
  const words = format.points(Math.abs(now - before)).replace("+", "");
  const isClear = isClearChange(props.now, props.before);
  return (
    <Change sign={Math.sign(now - before)} words={words} days={props.days} isChance={!isClear} />
  );
}

function Nothing({ days }: { days: number }) {
  const styles = useStyles();
  return <dd className={styles.change}>Nothing to compare in the {days} days before</dd>;
}

/** Arrow and words; green and red only where it is more than chance. */
function Change(props: { sign: number; words: string; days: number; isChance?: boolean }) {
  const styles = useStyles();
  const isUp = props.sign > 0;
  if (props.sign === 0)
    return <dd className={styles.change}>As in the {props.days} days before</dd>;
  const color = props.isChance ? roleColors.quiet : isUp ? roleColors.success : roleColors.danger;
  const Arrow = isUp ? ArrowUp16Filled : ArrowDown16Filled;
  return (
    <dd className={styles.change}>
      <Arrow primaryFill={color} aria-label={isUp ? "Up" : "Down"} />
      <span>
        {props.words} on the {props.days} days before{props.isChance ? "; could be chance" : ""}
      </span>
    </dd>
  );
}
