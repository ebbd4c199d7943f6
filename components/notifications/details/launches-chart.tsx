"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  chart: { width: "100%", height: "180px" },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
  hidden: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
  },
});

const hourMs = 3_600_000;
const shownHours = 48;

export interface HourCount {
  hour: Date;
  count: number;
}

/** Launches by hour in the first 48 hours after the first send time; hours without any are there as 0. */
export function LaunchesChart(props: { start: Date; hours: HourCount[] }) {
  const styles = useStyles();
  const format = useFormat();
  const first = Math.floor(props.start.getTime() / hourMs);
  const byHour = new Map(
    props.hours.map(({ hour, count }) => [Math.floor(hour.getTime() / hourMs), count]),
  );
  const points = Array.from({ length: shownHours }, (_, hour) => ({
    hour,
    count: byHour.get(first + hour) ?? 0,
  }));
  const total = points.reduce((sum, point) => sum + point.count, 0);
  return (
    <figure style={{ margin: 0 }}>
      <figcaption className={styles.note}>
        By hour, first {shownHours} h after the first send time. {format.number(total)} launches.
      </figcaption>
      <div className={styles.chart} aria-hidden>
        <ResponsiveContainer initialDimension={{ width: 480, height: 180 }}>
          <BarChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke={tokens.colorNeutralStroke3} />
            <XAxis
              dataKey="hour"
              ticks={[0, 12, 24, 36, 47]}
              tickFormatter={(hour: number) => `${hour} h`}
              tick={{ fontSize: 11, fill: tokens.colorNeutralForeground3 }}
              tickLine={false}
            />
            <YAxis
              width={44}
              allowDecimals={false}
              tickFormatter={format.compact}
              tick={{ fontSize: 11, fill: tokens.colorNeutralForeground3 }}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(hour) => `${hour} h after the first send time`}
              formatter={(value) => [format.number(Number(value)), "Launches"]}
            />
            <Bar
              dataKey="count"
              fill={tokens.colorCompoundBrandBackground}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <table className={styles.hidden}>
        <caption>Launches by hour</caption>
        <tbody>
          {points
            .filter((point) => point.count > 0)
            .map((point) => (
              <tr key={point.hour}>
                <th scope="row">{point.hour} h</th>
                <td>{point.count}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}
