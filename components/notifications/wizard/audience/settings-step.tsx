"use client";

import { Checkbox, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { GroupPicker } from "@/components/groups/group-picker";
import { SendTimesCard } from "@/components/notifications/send-times/card";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import type { Schedule } from "@/server/notifications/schema";
import { RareOptions } from "./rare-options";
import { ReachCard } from "./reach-card";
import { SendTimeFields } from "./schedule-fields";
import { useReach } from "./use-reach";
import { DateTimeFields } from "./utc-fields";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 560px) minmax(320px, 1fr)",
    gap: "32px",
    alignItems: "start",
    "@media (max-width: 1279px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  side: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
  form: { display: "flex", flexDirection: "column", gap: "12px" },
  section: { borderTop: `1px solid ${tokens.colorNeutralStroke3}`, paddingTop: "12px" },
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  inset: { paddingLeft: "24px" },
  hint: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
});

/** P-29, P-27, P-31: name, when to send, when it expires. */
export function SettingsStep({ problems }: { problems: StepProblems }) {
  const styles = useStyles();
  const { draft, change, notification } = useDraft();
  const { audience } = draft;
  const isUpdate = notification.template === "update";
  const set = (part: Partial<Schedule>) => change({ schedule: { ...draft.schedule, ...part } });
  return (
    <div className={styles.columns}>
      <div className={styles.form}>
        <Field
          label="Name"
          required
          hint="Only you and your colleagues see it."
          validationMessage={problems.messageOf("name")}
        >
          <Input
            value={draft.name}
            maxLength={120}
            onChange={(_, data) => change({ name: data.value })}
            onBlur={() => problems.touch("name")}
          />
        </Field>
        {!isUpdate && audience.mode === "single" && (
          <GroupPicker
            appId={audience.appIds[0]}
            value={audience.customerGroupId}
            problem={problems.messageOf("audience.customerGroupId")}
            onChange={(customerGroupId) => change({ audience: { ...audience, customerGroupId } })}
            onBlur={() => problems.touch("audience.customerGroupId")}
          />
        )}
        <div className={styles.section}>
          <h2 className={styles.heading}>Schedule</h2>
          {isUpdate ? <UpdateSchedule /> : <SendTimeFields set={set} problems={problems} />}
        </div>
        <div className={styles.section}>
          <h2 className={styles.heading}>Expiry</h2>
          <Checkbox
            label="Notification never expires"
            checked={draft.schedule.neverExpires}
            onChange={(_, data) => set({ neverExpires: data.checked === true })}
          />
          {!draft.schedule.neverExpires && (
            <div className={styles.inset}>
              <DateTimeFields
                date={draft.schedule.expiryDate}
                time={draft.schedule.expiryTime}
                timeLabel="Time (UTC)"
                problem={problems.messageOf("schedule.expiry")}
                onDate={(expiryDate) => set({ expiryDate })}
                onTime={(expiryTime) => set({ expiryTime })}
              />
            </div>
          )}
        </div>
        <div className={styles.section}>
          <RareOptions />
        </div>
      </div>
      <div className={styles.side}>
        <SendTimes />
        <ReachCard />
      </div>
    </div>
  );
}

/** P-61: everybody below the latest version, within 24 hours; group and send time are not offered. */
function UpdateSchedule() {
  const styles = useStyles();
  const { draft, apps } = useDraft();
  const version = apps.find(({ id }) => id === draft.audience.appIds[0])?.latestVersion;
  return (
    <p className={styles.hint}>
      {version
        ? `Goes to everyone below ${version}, spread over 24 hours from Send.`
        : "Goes to everyone below the app’s latest version, spread over 24 hours from Send. Store the latest version on the app’s page first."}
    </p>
  );
}

/** Where the hour depends on the customer: which send times that makes. */
function SendTimes() {
  const { draft, apps } = useDraft();
  const { reach, isCounting } = useReach();
  if (!reach?.plan || reach.plan.instants.length === 0) return null;
  const names = apps.filter(({ id }) => draft.audience.appIds.includes(id)).map(({ name }) => name);
  return (
    <SendTimesCard
      plan={reach.plan}
      schedule={draft.schedule}
      appNames={names.join(", ")}
      isCounting={isCounting}
    />
  );
}
