"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { AppDetails } from "@/components/apps/types";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  head: { display: "flex", justifyContent: "space-between", alignItems: "baseline" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  figures: { display: "flex", gap: "32px", margin: "4px 0" },
  figure: { fontSize: "20px", lineHeight: "26px", fontWeight: 600, display: "block" },
  chart: { height: "190px" },
});

/** New registrations of the last thirty days, a bar a day. */
export function RegistrationsChart({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const format = useFormat();
  const days = app.registrationsByDay;
  const dayLabel = (date: string) => format.date(`${date}T12:00:00Z`).replace(/ \d{4}$/, "");
  return (
    <section>
      <div className={styles.head}>
        <h2 className={styles.heading}>New registrations by day</h2>
        <span className={styles.quiet}>30 days, UTC</span>
      </div>
      <div className={styles.figures}>
        <Figure label="Live devices" value={format.number(app.liveDevices)} />
        <Figure label="New, 30 days" value={format.number(app.newDevices30d)} />
        <Figure label="Gone, 30 days" value={format.number(app.goneDevices30d)} />
      </div>
      <div
        className={styles.chart}
        role="img"
        aria-label={`${format.number(app.newDevices30d)} new registrations in 30 days`}
      >
        <ResponsiveContainer initialDimension={{ width: 520, height: 190 }}>
          <BarChart data={days} margin={{ top: 8, right: 0, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke={tokens.colorNeutralStroke3} />
            <XAxis
              dataKey="date"
              interval={6}
              tickFormatter={dayLabel}
              tick={{ fontSize: 11, fill: tokens.colorNeutralForeground3 }}
              tickLine={false}
            />
            <YAxis
              width={40}
              allowDecimals={false}
              tickFormatter={format.compact}
              tick={{ fontSize: 11, fill: tokens.colorNeutralForeground3 }}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(date) => dayLabel(String(date))}
              formatter={(value) => [format.number(Number(value)), "New registrations"]}
            />
            <Bar
              dataKey="count"
              fill={tokens.colorCompoundBrandBackground}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </section>
  );
}

function Figure(props: { label: string; value: string }) {
  const styles = useStyles();
  return (
    <div>
      <span className={styles.quiet}>{props.label}</span>
      <span className={styles.figure}>{props.value}</span>
    </div>
  );
}
