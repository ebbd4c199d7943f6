"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { PageHead } from "@/components/layout/page-head";
import { wizardSteps } from "@/components/notifications/wizard/steps";
import { Steps } from "@/components/ui/steps";
import { TemplateStep } from "./template-step";

const useStyles = makeStyles({
  steps: {
    flexShrink: 0,
    padding: "4px 24px 12px",
    overflowX: "auto",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The first step: nothing exists until OK. */
export function NewNotification(props: { template: string; appId: number | undefined }) {
  const styles = useStyles();
  const steps = wizardSteps.map(({ key, label }) => ({ key, label, isDone: false }));
  return (
    <>
      <PageHead
        title="New notification"
        crumbs={[{ label: "Notifications", href: "/notifications" }]}
        subtitle="Choose what to start from. Everything a template fills in can be changed later."
      />
      <div className={styles.steps}>
        <Steps steps={steps} current="template" label="Steps of the notification" />
      </div>
      <TemplateStep initial={props.template} appId={props.appId} />
    </>
  );
}
