import { useCallback, useMemo, useState } from "react";
import { groupFactOf, useGroupChoices } from "@/components/groups/group-picker";
import { checkDraft, type DraftCheck, type DraftFacts } from "@/server/notifications/rules";
import { useDraft } from "./draft-context";
import type { StepKey } from "./steps";

/** What the rules say of the draft on the screen; the server applies the same function again at Send. */
export function useDraftCheck(): DraftCheck {
  const { draft, notification } = useDraft();
  const choices = useGroupChoices(draft.audience.appIds[0]);
  return useMemo(() => {
    const facts: DraftFacts = {
      kind: notification.kind,
      template: notification.template,
      now: new Date(),
      apps: notification.facts.apps,
      group: choices
        ? groupFactOf(choices, draft.audience.customerGroupId)
        : notification.facts.group,
      quietHours: notification.facts.quietHours,
    };
    return checkDraft(draft, facts);
  }, [draft, notification, choices]);
}

/** A step's problems, shown for fields that were left and, after Next, for all. */
export function useStepProblems(step: StepKey) {
  const { errors } = useDraftCheck();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [refusals, setRefusals] = useState(0);
  const mine = errors.filter((problem) => problem.step === step);

  const touch = useCallback((field: string) => {
    setTouched((fields) => new Set(fields).add(field));
  }, []);

  return {
    touch,
    /** How often Next was refused, and why it would be now. */
    refusals,
    refused: refusals > 0 ? mine.map(({ message }) => message) : [],
    /** Marks every field; true when the step has no problem. */
    check(): boolean {
      if (mine.length === 0) return true;
      setRefusals((count) => count + 1);
      return false;
    },
    messageOf(field: string): string | undefined {
      if (refusals === 0 && !touched.has(field)) return undefined;
      return mine.find((problem) => problem.field.startsWith(field))?.message;
    },
  };
}

export type StepProblems = ReturnType<typeof useStepProblems>;
