"use client";

import {
  Checkbox,
  Dropdown,
  Field,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { useFormat } from "@/components/ui/use-format";
import type { Schedule } from "@/server/notifications/schema";
import { RepeatFields } from "./repeat-fields";
import { useReach } from "./use-reach";
import { DateTimeFields } from "./utc-fields";

const useStyles = makeStyles({
  inset: { paddingLeft: "24px", display: "flex", flexDirection: "column", gap: "4px" },
  hint: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
  choice: { width: "330px", maxWidth: "100%" },
});

const passedLabels: Record<Schedule["whenPassed"], string> = {
  send_now: "Send at once",
  next_day: "Send at that time on the next day",
  skip: "Don’t send",
};

/** P-27: at once, one time in UTC, or the same time on every customer's clock. */
export function SendTimeFields(props: {
  set(part: Partial<Schedule>): void;
  problems: StepProblems;
}) {
  const styles = useStyles();
  const { schedule } = useDraft().draft;
  const isLocal = schedule.zone === "local";
  return (
    <>
      <Checkbox
        label="Send notification immediately"
        checked={schedule.immediately}
        onChange={(_, data) => {
          const immediately = data.checked === true;
          props.set(immediately ? { immediately, repeat: null } : { immediately });
        }}
      />
      {!schedule.immediately && (
        <div className={styles.inset}>
          <DateTimeFields
            date={schedule.date}
            time={schedule.time}
            timeLabel={isLocal ? "Time" : "Time (UTC)"}
            problem={
              props.problems.messageOf("schedule.date") ?? props.problems.messageOf("schedule.time")
            }
            onDate={(date) => props.set({ date })}
            onTime={(time) => props.set({ time })}
          />
          <ZoneChoice set={props.set} />
          <RepeatFields set={props.set} problems={props.problems} />
        </div>
      )}
    </>
  );
}

function ZoneChoice({ set }: { set(part: Partial<Schedule>): void }) {
  const styles = useStyles();
  const format = useFormat();
  const { schedule } = useDraft().draft;
  const { reach } = useReach();
  const isLocal = schedule.zone === "local";
  const times = isLocal && reach?.plan ? reach.plan.instants.length : 0;
  return (
    <>
      <RadioGroup
        aria-label="Whose clock"
        value={schedule.zone}
        onChange={(_, data) => set({ zone: data.value as Schedule["zone"] })}
      >
        <Radio
          value="utc"
          label={
            <>
              UTC for all customers <span className={styles.hint}>· one send time</span>
            </>
          }
        />
        <Radio
          value="local"
          label={
            <>
              Each customer’s local time zone{" "}
              {times > 0 && (
                <span className={styles.hint}>· {format.count(times, "send time")}</span>
              )}
            </>
          }
        />
      </RadioGroup>
      {isLocal && (
        <Field
          label={`Where ${schedule.time ?? "this time"} has already passed when sending starts`}
        >
          <Dropdown
            className={styles.choice}
            value={passedLabels[schedule.whenPassed]}
            selectedOptions={[schedule.whenPassed]}
            onOptionSelect={(_, data) =>
              set({ whenPassed: data.optionValue as Schedule["whenPassed"] })
            }
          >
            {Object.entries(passedLabels).map(([value, label]) => (
              <Option key={value} value={value}>
                {label}
              </Option>
            ))}
          </Dropdown>
        </Field>
      )}
    </>
  );
}
