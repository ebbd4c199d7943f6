"use client";

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { AppsStep } from "@/components/notifications/wizard/audience/apps-step";
import { FiltersStep } from "@/components/notifications/wizard/audience/filters-step";
import { SettingsStep } from "@/components/notifications/wizard/audience/settings-step";
import { ReviewStep } from "@/components/notifications/wizard/review/review-step";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { Status } from "@/components/ui/status";
import { notificationLooks } from "@/components/ui/status-looks";
import { Steps } from "@/components/ui/steps";
import { DraftProvider, useDraft } from "./draft-context";
import { WizardFooter } from "./footer";
import { PhoneFootProvider } from "./phone-foot";
import { type StepKey, stepHref, stepLabel, wizardSteps } from "./steps";
import { useDraftCheck, useStepProblems } from "./use-step-problems";

// Only in the browser: the editor's lists and tabs change their own DOM before React would hydrate them.
const ContentStep = dynamic(
  () => import("@/components/notifications/wizard/content/content-step").then((m) => m.ContentStep),
  {
    ssr: false,
    loading: () => <TableSkeleton rows={6} />,
  },
);

const useStyles = makeStyles({
  steps: {
    flexShrink: 0,
    padding: "4px 24px 12px",
    overflowX: "auto",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** Keeps the draft while its steps change. Only a draft can be edited: others go to their details. */
export function Wizard(props: { id: number; children: ReactNode }) {
  return (
    <DraftProvider id={props.id}>
      <OnlyDrafts>{props.children}</OnlyDrafts>
    </DraftProvider>
  );
}

function OnlyDrafts({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { notification } = useDraft();
  const isDraft = notification.status === "draft";
  useEffect(() => {
    if (!isDraft) router.replace(`/notifications/${notification.id}`);
  }, [isDraft, notification.id, router]);
  return isDraft ? children : null;
}

/** One step: head, steps, body, footer. */
export function WizardStepPage({ step }: { step: Exclude<StepKey, "template"> }) {
  const styles = useStyles();
  const { notification, draft } = useDraft();
  const problems = useStepProblems(step);
  const openSteps = new Set<string>(useDraftCheck().errors.map((problem) => problem.step));
  const items = wizardSteps.map(({ key, label }) => ({
    key,
    label,
    href: key === "template" ? undefined : stepHref(notification.id, key),
    // Review is never behind one: it ends with Send.
    isDone: key === "template" || (key !== "review" && !openSteps.has(key)),
  }));
  return (
    <PhoneFootProvider>
      <PageHead
        title={step === "settings" ? "Notification settings" : stepLabel(step)}
        crumbs={[{ label: "Notifications", href: "/notifications" }]}
        subtitle={draft.name || "Untitled"}
        status={<Status look={notificationLooks.draft} />}
      />
      <div className={styles.steps}>
        <Steps steps={items} current={step} label="Steps of the notification" />
      </div>
      <PageBody>
        <Conflict />
        <QueryBoundary fallback={<TableSkeleton rows={4} />}>
          {step === "apps" && <AppsStep problems={problems} />}
          {step === "settings" && <SettingsStep problems={problems} />}
          {step === "filters" && <FiltersStep problems={problems} />}
          {step === "content" && <ContentStep problems={problems} />}
          {step === "review" && <ReviewStep />}
        </QueryBoundary>
      </PageBody>
      <WizardFooter step={step} mayLeave={problems.check} />
    </PhoneFootProvider>
  );
}

/** "Tom Berg changed this at 14:30 UTC.": theirs or mine, nothing is lost unasked. */
function Conflict() {
  const { conflict, takeTheirs, keepMine } = useDraft();
  if (!conflict) return null;
  return (
    <MessageBar intent="warning">
      <MessageBarBody>{conflict}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={takeTheirs}>Show theirs</Button>
        <Button onClick={keepMine}>Keep mine</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
