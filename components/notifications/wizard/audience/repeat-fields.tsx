"use client";

import { Dropdown, Field, makeStyles, Option } from "@fluentui/react-components";
import { repeatText } from "@/components/notifications/repeat-words";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { repeatPeriods, type Schedule } from "@/server/notifications/schema";
import { DayField } from "./utc-fields";

const useStyles = makeStyles({
  row: { display: "flex", gap: "12px", flexWrap: "wrap", alignItems: "flex-start" },
  choice: { minWidth: "200px", maxWidth: "330px" },
});

/** Daily, weekly or monthly from the date on; each run has an audience and statistics of its own. */
export function RepeatFields(props: {
  set(part: Partial<Schedule>): void;
  problems: StepProblems;
}) {
  const styles = useStyles();
  const { schedule } = useDraft().draft;
  const { repeat, date } = schedule;
  const choose = (value: string) => {
    const every = repeatPeriods.find((period) => period === value);
    props.set({ repeat: every ? { every, until: repeat?.until ?? null } : null });
  };
  return (
    <div className={styles.row}>
      <Field
        label="Repeat"
        hint={
          repeat ? "Each time a notification of its own, to whoever belongs to it then." : undefined
        }
      >
        <Dropdown
          className={styles.choice}
          value={repeat ? repeatText(repeat.every, date) : "Never"}
          selectedOptions={[repeat?.every ?? "never"]}
          onOptionSelect={(_, data) => choose(data.optionValue ?? "never")}
        >
          <Option value="never">Never</Option>
          {repeatPeriods.map((every) => (
            <Option key={every} value={every}>
              {repeatText(every, date)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {repeat && (
        <DayField
          label="Last day"
          placeholder="No end"
          problem={props.problems.messageOf("schedule.repeat.until")}
          date={repeat.until}
          onDate={(until) => props.set({ repeat: { ...repeat, until } })}
        />
      )}
    </div>
  );
}
