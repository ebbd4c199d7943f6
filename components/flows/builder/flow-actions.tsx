"use client";

import { Button, makeStyles } from "@fluentui/react-components";
import { DeleteRegular, PlayRegular, PowerRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/query-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { knownFields } from "@/server/flows/rules";
import { TestDialog } from "./test-dialog";
import type { FlowState } from "./use-flow";

const useStyles = makeStyles({
  root: { display: "flex", gap: "8px", flexWrap: "wrap" },
});

/** Test, turn on or off, save, remove. Errors block turning on, not saving. */
export function FlowActions({ flow }: { flow: FlowState }) {
  const styles = useStyles();
  const [isTesting, setTesting] = useState(false);
  const { id, saved, draft, mayWrite, reason, isChanged } = flow;
  const title = reason || undefined;
  const mayTurnOn = mayWrite && !flow.hasErrors && !isChanged;
  return (
    <div className={styles.root}>
      <RemoveFlow flow={flow} />
      <Button
        icon={<PlayRegular />}
        disabledFocusable={!mayWrite || isChanged}
        title={title ?? (isChanged ? "Save the flow first." : undefined)}
        onClick={() => mayWrite && !isChanged && setTesting(true)}
      >
        Test
      </Button>
      {saved.isOn ? (
        <Button
          icon={<PowerRegular />}
          disabledFocusable={!mayWrite || flow.turnOff.isPending}
          title={title}
          onClick={() => mayWrite && flow.turnOff.mutate({ id })}
        >
          Turn off
        </Button>
      ) : (
        <Button
          icon={<PowerRegular />}
          disabledFocusable={!mayTurnOn || flow.turnOn.isPending}
          title={title ?? whyNot(flow)}
          onClick={() => mayTurnOn && flow.turnOn.mutate({ id })}
        >
          Turn on
        </Button>
      )}
      <Button
        appearance="primary"
        disabledFocusable={!mayWrite || !isChanged || flow.save.isPending}
        title={title}
        onClick={() => mayWrite && isChanged && flow.save.mutate({ id, ...draft })}
      >
        Save
      </Button>
      <TestDialog
        isOpen={isTesting}
        sample={sampleOf(flow)}
        isBusy={flow.test.isPending}
        onClose={() => setTesting(false)}
        onTest={(sample) => {
          flow.test.mutate({ id, sample });
          setTesting(false);
        }}
      />
    </div>
  );
}

function whyNot({ hasErrors, isChanged }: FlowState): string | undefined {
  if (hasErrors) return "The checker found errors.";
  return isChanged ? "Save the flow first." : undefined;
}

/** The last request, or the values that are known, to be filled. */
function sampleOf({ saved }: FlowState): Record<string, unknown> {
  if (saved.lastInput) return saved.lastInput;
  const names = knownFields(saved.definition.trigger.kind, saved.seen);
  return Object.fromEntries((names.length > 0 ? names : ["id"]).map((name) => [name, ""]));
}

function RemoveFlow({ flow }: { flow: FlowState }) {
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation(
    trpc.flows.remove.mutationOptions({
      onSuccess: async () => {
        router.push("/connector/flows");
        await client.invalidateQueries({ queryKey: trpc.flows.list.queryKey() });
      },
    }),
  );
  return (
    <>
      <Button
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label="Delete this flow"
        disabledFocusable={!flow.mayWrite}
        title={flow.reason || undefined}
        onClick={() => flow.mayWrite && setAsking(true)}
      />
      <ConfirmDialog
        isOpen={isAsking}
        title={`Delete “${flow.saved.name}”?`}
        confirm="Delete the flow"
        keep="Keep it"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ id: flow.id })}
        onClose={() => setAsking(false)}
      >
        Its runs go with it. What was sent stays sent.
      </ConfirmDialog>
    </>
  );
}
