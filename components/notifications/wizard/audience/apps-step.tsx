"use client";

import {
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AppLink } from "@/components/layout/app-link";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import type { StepProblems } from "@/components/notifications/wizard/use-step-problems";
import { AppGlyph } from "@/components/preview/app-glyph";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Audience } from "@/server/notifications/schema";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", maxWidth: "560px" },
  option: { display: "flex", alignItems: "center", gap: "8px" },
  waiting: {
    color: tokens.colorNeutralForeground3,
    fontSize: "12px",
    lineHeight: "16px",
    margin: 0,
  },
});

/** P-24, P-28, P-35: which apps; only those that have registered a device are offered. */
export function AppsStep({ problems }: { problems: StepProblems }) {
  const styles = useStyles();
  const trpc = useTRPC();
  const { data: all } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const { draft, change, notification } = useDraft();
  const { audience } = draft;
  const ready = all.filter((app) => app.firstRegisteredAt !== null);
  const waiting = all.filter((app) => app.firstRegisteredAt === null);
  const isMultiple = audience.mode === "multiple";
  const set = (part: Partial<Audience>) => change({ audience: { ...audience, ...part } });
  const names = ready.filter((app) => audience.appIds.includes(app.id)).map((app) => app.name);

  const [asked, setAsked] = useState<Audience["mode"]>();

  function setMode(mode: Audience["mode"]) {
    setAsked(undefined);
    if (mode === "single") set({ mode, appIds: audience.appIds.slice(0, 1) });
    else set({ mode, customerGroupId: null, filters: null });
  }
  /** Asks first where something would be lost. */
  function askMode(mode: Audience["mode"]) {
    if (mode === audience.mode) return;
    if (lostBy(mode, audience).length > 0) setAsked(mode);
    else setMode(mode);
  }

  return (
    <div className={styles.form}>
      {notification.template !== "update" && (
        <Field label="Send to">
          <Dropdown
            value={isMultiple ? "Multiple apps" : "Single app"}
            selectedOptions={[audience.mode]}
            onOptionSelect={(_, data) => askMode(data.optionValue as Audience["mode"])}
          >
            <Option value="single">Single app</Option>
            <Option value="multiple">Multiple apps</Option>
          </Dropdown>
        </Field>
      )}
      <Field
        label={isMultiple ? "Apps" : "App"}
        required
        validationMessage={problems.messageOf("audience.appIds")}
      >
        <Dropdown
          multiselect={isMultiple}
          placeholder={isMultiple ? "Choose apps" : "Choose an app"}
          value={names.join(", ")}
          selectedOptions={audience.appIds.map(String)}
          onOptionSelect={(_, data) => set({ appIds: data.selectedOptions.map(Number) })}
        >
          {ready.map((app) => (
            <Option key={app.id} value={String(app.id)} text={app.name}>
              <span className={styles.option}>
                <AppGlyph glyph={app.iconGlyph} color={app.iconColor} size={20} />
                {app.name}
              </span>
            </Option>
          ))}
        </Dropdown>
      </Field>
      {waiting.map((app) => (
        <p key={app.id} className={styles.waiting}>
          {app.name} has not registered a device yet.{" "}
          <AppLink href={`/apps/${app.id}`} inline>
            Connect it
          </AppLink>
        </p>
      ))}
      {isMultiple && (
        <>
          <RadioGroup
            value={audience.reach}
            onChange={(_, data) => set({ reach: data.value as Audience["reach"] })}
          >
            <Radio
              value="last_active"
              label="Only the last active app on each device (per customer)"
            />
            <Radio value="all" label="All apps on each device" />
          </RadioGroup>
          <MessageBar intent="info">
            <MessageBarBody>
              With several apps there is no customer group and no filter.
            </MessageBarBody>
          </MessageBar>
        </>
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={asked === "single" ? "Switch to a single app?" : "Switch to several apps?"}
        confirm={asked === "single" ? "Switch to a single app" : "Switch to several apps"}
        keep="Keep it"
        onConfirm={() => asked && setMode(asked)}
        onClose={() => setAsked(undefined)}
      >
        This notification loses {asked && lostBy(asked, audience).join(" and ")}.
      </ConfirmDialog>
    </div>
  );
}

/** What the other mode has no room for (P-17). */
function lostBy(mode: Audience["mode"], audience: Audience): string[] {
  const { appIds, customerGroupId, filters } = audience;
  if (mode === "single") return appIds.length > 1 ? ["all its apps but the first"] : [];
  const lost = customerGroupId === null ? [] : ["its customer group"];
  return filters === null ? lost : [...lost, "its filters"];
}
