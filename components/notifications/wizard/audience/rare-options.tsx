"use client";

import {
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  SpinButton,
  tokens,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Disclosure } from "@/components/editor/form/more";
import { AppLink } from "@/components/layout/app-link";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { useTRPC } from "@/components/trpc/query-provider";
import type { DeliverySemantics } from "@/db/enums";
import { capText, quietText } from "./rule-words";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", gap: "12px", padding: "8px 0 0 8px" },
  number: { width: "120px" },
  hint: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px", margin: 0 },
});

const mostHeldOut = 50;

/** What is seldom changed; the closed line says how it stands. */
export function RareOptions() {
  const styles = useStyles();
  const trpc = useTRPC();
  const { draft, change } = useDraft();
  const { data: rules } = useQuery(trpc.settings.sending.overview.queryOptions());
  const guarantee = draft.semantics === "at_most_once" ? "At most once" : "At least once";
  const summary = [guarantee, `${draft.holdOutPercent}%`, capText(rules?.cap)].join(" · ");
  return (
    <Disclosure label="Delivery guarantee, hold-out and frequency cap" summary={summary}>
      <div className={styles.fields}>
        <Field
          label="Delivery guarantee"
          hint="When a worker stops between asking the push service and noting its answer: leave it unknown, or ask again and risk showing it twice."
        >
          <RadioGroup
            value={draft.semantics}
            onChange={(_, data) => change({ semantics: data.value as DeliverySemantics })}
          >
            <Radio value="at_most_once" label="At most once" />
            <Radio value="at_least_once" label="At least once" />
          </RadioGroup>
        </Field>
        <Field
          label="Hold-out, per cent"
          hint="So many of the people who would get it don’t, to compare with. Always the same people for this notification."
        >
          <SpinButton
            className={styles.number}
            min={0}
            max={mostHeldOut}
            value={draft.holdOutPercent}
            onChange={(_, data) => {
              const value = data.value ?? Number.parseInt(data.displayValue ?? "", 10);
              if (!Number.isInteger(value) || value < 0 || value > mostHeldOut) return;
              change({ holdOutPercent: value });
            }}
          />
        </Field>
        <p className={styles.hint}>
          Frequency cap: {capText(rules?.cap)}. {quietText(rules?.quietHours)}{" "}
          <AppLink href="/settings/sending" inline>
            Settings, Sending
          </AppLink>{" "}
          has both for all notifications.
        </p>
      </div>
    </Disclosure>
  );
}
