"use client";

import {
  Button,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { BranchForkRegular, FlashRegular, SendRegular } from "@fluentui/react-icons";
import { FlowChecker } from "@/components/flows/side/flow-checker";
import { RunHistory } from "@/components/flows/side/run-history";
import { PageHead } from "@/components/layout/page-head";
import { useFormat } from "@/components/ui/use-format";
import { FlowState } from "../flow-state";
import { triggerWords } from "../run-words";
import { ActionStep } from "./action-step";
import { ConditionStep } from "./condition-step";
import { FlowActions } from "./flow-actions";
import { Spine, StepCard } from "./step-card";
import { TriggerStep } from "./trigger-step";
import { type FlowState as OpenFlow, useFlow } from "./use-flow";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 400px",
    flexGrow: 1,
    "@media (max-width: 1279px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  steps: {
    padding: "16px 24px 32px",
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-width: 640px)": { padding: "12px 16px 24px" },
  },
  inner: { maxWidth: "664px", margin: "0 auto" },
  side: {
    display: "grid",
    gap: "24px",
    alignContent: "start",
    padding: "16px 24px",
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
    "@media (max-width: 640px)": { padding: "12px 16px 24px" },
  },
  name: { width: "100%", maxWidth: "420px" },
});

/** Three fixed steps on one spine; the checker and the history beside them. */
export function FlowPage({ id }: { id: string }) {
  const styles = useStyles();
  const format = useFormat();
  const flow = useFlow(id);
  const { draft, setDraft, saved, problems, fields, mayWrite } = flow;
  const { trigger, condition, action } = draft.definition;
  const set = (change: Partial<typeof draft.definition>) =>
    setDraft({ ...draft, definition: { ...draft.definition, ...change } });
  const count = (step: string) => problems.filter((problem) => problem.step === step).length;
  return (
    <>
      <PageHead
        title={draft.name || "Flow"}
        status={<FlowState isOn={saved.isOn} offReason={saved.offReason} />}
        crumbs={[{ label: "Flows", href: "/connector/flows" }]}
        subtitle={`Edited ${format.instant(saved.updatedAt)} by ${saved.updatedBy}, version ${saved.version}`}
        actions={<FlowActions flow={flow} />}
      />
      {flow.isBehind && <Behind flow={flow} />}
      <div className={styles.columns}>
        <div className={styles.steps}>
          <div className={styles.inner}>
            <Input
              className={styles.name}
              aria-label="Name of the flow"
              value={draft.name}
              disabled={!mayWrite}
              onChange={(_, data) => setDraft({ ...draft, name: data.value })}
            />
            <Spine />
            <StepCard
              kind="Trigger"
              title={triggerWords(trigger)}
              icon={<FlashRegular />}
              toCheck={count("trigger")}
            >
              <TriggerStep
                flowId={id}
                value={trigger}
                fields={fields}
                groups={saved.groups}
                apps={flow.apps}
                disabled={!mayWrite}
                onChange={(next) => set({ trigger: next })}
              />
            </StepCard>
            <Spine />
            <StepCard
              kind="Condition"
              title={
                condition.mode === "all"
                  ? "Only if all of these hold"
                  : "Only if any of these holds"
              }
              icon={<BranchForkRegular />}
              toCheck={count("condition")}
            >
              <ConditionStep
                value={condition}
                fields={fields}
                disabled={!mayWrite}
                onChange={(next) => set({ condition: next })}
              />
            </StepCard>
            <Spine label="If yes" />
            <StepCard
              kind="Action"
              title="Send push notification"
              icon={<SendRegular />}
              toCheck={count("action")}
            >
              <ActionStep
                value={action}
                fields={fields}
                connections={flow.connections}
                disabled={!mayWrite}
                onChange={(next) => set({ action: next })}
              />
            </StepCard>
          </div>
        </div>
        <aside className={styles.side} aria-label="Checker and history">
          <FlowChecker problems={problems} />
          <RunHistory
            id={id}
            mayReplay={mayWrite}
            onReplay={(run) => flow.replay.mutate({ id, runId: run.id })}
          />
        </aside>
      </div>
    </>
  );
}

/** Theirs or mine: nothing is overwritten unasked. */
function Behind({ flow }: { flow: OpenFlow }) {
  const format = useFormat();
  const { saved, takeTheirs, keepMine } = flow;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {saved.updatedBy} changed this flow at {format.time(saved.updatedAt)}. Your changes are not
        saved.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={takeTheirs}>Show theirs</Button>
        <Button onClick={keepMine}>Keep mine</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
