"use client";

import { Button, Dropdown, Field, makeStyles, Option, Switch } from "@fluentui/react-components";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { failureOf, fieldProblems } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { TextField } from "@/components/ui/fields/text-field";
import { TimePicker } from "@/components/ui/fields/time-picker";
import { useMessage } from "@/components/ui/use-message";
import { type SendingRules, suggestedCap, suggestedQuietHours } from "@/server/settings/schema";
import { Section, SectionForm } from "./section";

const useStyles = makeStyles({
  row: { display: "flex", gap: "12px", flexWrap: "wrap", alignItems: "flex-start" },
  number: { width: "120px" },
  unit: { minWidth: "140px" },
});

const units = [
  { label: "minutes", minutes: 1 },
  { label: "hours", minutes: 60 },
  { label: "days", minutes: 1_440 },
];

/** The largest unit that leaves no rest. */
function unitOf(minutes: number): number {
  return [...units].reverse().find((unit) => minutes % unit.minutes === 0)?.minutes ?? 1;
}

interface Entered {
  hasCap: boolean;
  count: string;
  length: string;
  unit: number;
  isQuiet: boolean;
  from: string;
  to: string;
}

function enteredFrom({ cap, quietHours }: SendingRules): Entered {
  const { count, minutes } = cap ?? suggestedCap;
  const unit = unitOf(minutes);
  const { from, to } = quietHours ?? suggestedQuietHours;
  return {
    hasCap: cap !== null,
    count: String(count),
    length: String(minutes / unit),
    unit,
    isQuiet: quietHours !== null,
    from,
    to,
  };
}

function rulesOf({ hasCap, count, length, unit, isQuiet, from, to }: Entered): SendingRules {
  return {
    cap: hasCap ? { count: Number(count), minutes: Number(length) * unit } : null,
    quietHours: isQuiet ? { from, to } : null,
  };
}

/** Settings > Sending: how often a person may get something, and when nobody does. */
export function SendingForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const { data: rules } = useSuspenseQuery(trpc.settings.sending.overview.queryOptions());
  const [entered, setEntered] = useState(() => enteredFrom(rules));
  const { may, reason } = useMay(["owner", "manager"], "change how Herald sends");
  const update = useMutation(
    trpc.settings.sending.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settings.sending.overview.queryFilter());
        message("Sending saved");
      },
    }),
  );
  const problems = fieldProblems(update.error);
  const failure = update.error ? failureOf(update.error) : undefined;
  const fields = {
    entered,
    problems,
    may,
    set: (part: Partial<Entered>) => setEntered({ ...entered, ...part }),
  };
  return (
    <SectionForm
      onSubmit={() => may && update.mutate(rulesOf(entered))}
      buttons={
        <NotAllowed reason={reason}>
          <Button type="submit" appearance="primary" disabledFocusable={!may || update.isPending}>
            Save sending
          </Button>
        </NotAllowed>
      }
    >
      <CapFields {...fields} />
      <QuietFields {...fields} />
      {failure && failure.fields.length === 0 && (
        <ErrorBar message={failure.message} requestId={failure.requestId} />
      )}
    </SectionForm>
  );
}

interface Fields {
  entered: Entered;
  problems: Partial<Record<string, string>>;
  may: boolean;
  set(part: Partial<Entered>): void;
}

function CapFields({ entered, problems, may, set }: Fields) {
  const styles = useStyles();
  return (
    <Section
      title="Frequency cap"
      text="How many notifications one person may get in any such time, whatever the app. Who had as many falls out under “Frequency cap”. More than one in 30 minutes is easily felt as intrusive. Connector pushes neither count nor fall out."
    >
      <Switch
        label="Limit how often a person gets a notification"
        checked={entered.hasCap}
        disabled={!may}
        onChange={(_, data) => set({ hasCap: data.checked })}
      />
      {entered.hasCap && (
        <div className={styles.row}>
          <TextField
            label="At most"
            className={styles.number}
            inputMode="numeric"
            value={entered.count}
            onText={(count) => set({ count })}
            problem={problems["cap.count"]}
            readOnly={!may}
          />
          <TextField
            label="In any"
            className={styles.number}
            inputMode="numeric"
            value={entered.length}
            onText={(length) => set({ length })}
            problem={problems["cap.minutes"]}
            readOnly={!may}
          />
          <Field label="Unit">
            <Dropdown
              className={styles.unit}
              disabled={!may}
              value={units.find(({ minutes }) => minutes === entered.unit)?.label ?? ""}
              selectedOptions={[String(entered.unit)]}
              onOptionSelect={(_, data) => set({ unit: Number(data.optionValue) })}
            >
              {units.map(({ label, minutes }) => (
                <Option key={label} value={String(minutes)}>
                  {label}
                </Option>
              ))}
            </Dropdown>
          </Field>
        </div>
      )}
    </Section>
  );
}

function QuietFields({ entered, problems, may, set }: Fields) {
  const styles = useStyles();
  return (
    <Section
      title="Quiet hours"
      text="On each customer’s own clock. Whoever would get a notification in these hours gets it when they end; the review shows how many. Connector pushes are not held back."
    >
      <Switch
        label="Send nothing in these hours"
        checked={entered.isQuiet}
        disabled={!may}
        onChange={(_, data) => set({ isQuiet: data.checked })}
      />
      {entered.isQuiet && (
        <div className={styles.row}>
          {(["from", "to"] as const).map((side) => (
            <Field
              key={side}
              label={side === "from" ? "From" : "To"}
              validationMessage={problems[`quietHours.${side}`]}
              validationState={problems[`quietHours.${side}`] ? "error" : "none"}
            >
              <TimePicker
                className={styles.number}
                time={entered[side]}
                disabled={!may}
                onTime={(time) => set({ [side]: time ?? "" })}
              />
            </Field>
          ))}
        </div>
      )}
    </Section>
  );
}
