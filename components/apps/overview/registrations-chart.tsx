"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import type { AppDetails } from "@/components/apps/types";
import { Bars } from "@/components/charts/bars";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  head: { display: "flex", justifyContent: "space-between", alignItems: "baseline" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  figures: { display: "flex", gap: "32px", margin: "4px 0" },
  figure: { fontSize: "20px", lineHeight: "26px", fontWeight: 600, display: "block" },
});

/** New registrations of the last thirty days, a bar a day. */
export function RegistrationsChart({ app }: { app: AppDetails }) {
  const styles = useStyles();
  const format = useFormat();
  const days = app.registrationsByDay;
  const dayLabel = (date: string | number) => format.utcDayShort(String(date));
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
        role="img"
        aria-label={`${format.number(app.newDevices30d)} new registrations in 30 days`}
      >
        <Bars
          points={days.map(({ date, count }) => ({ x: date, count }))}
          noun="New registrations"
          height={190}
          labelOf={dayLabel}
        />
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
