"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { Bars } from "@/components/charts/bars";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  figure: { margin: 0 },
  note: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
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
  const hourOf = (at: Date) => Math.floor(at.getTime() / hourMs);
  const byHour = new Map(props.hours.map(({ hour, count }) => [hourOf(hour), count]));
  const points = Array.from({ length: shownHours }, (_, hour) => ({
    x: hour,
    count: byHour.get(first + hour) ?? 0,
  }));
  const total = points.reduce((sum, point) => sum + point.count, 0);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.note}>
        By hour, first {shownHours} h after the first send time. {format.number(total)} launches.
      </figcaption>
      <Bars
        points={points}
        noun="Launches"
        height={180}
        labelOf={(hour) => `${hour} h`}
        ticks={[0, 12, 24, 36, 47]}
      />
      <table className="visually-hidden">
        <caption>Launches by hour</caption>
        <tbody>
          {points
            .filter((point) => point.count > 0)
            .map((point) => (
              <tr key={point.x}>
                <th scope="row">{point.x} h</th>
                <td>{point.count}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}
