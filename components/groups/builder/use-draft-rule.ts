"use client";

import { useReducer } from "react";
import type { Rule } from "@/server/groups/grammar";
import { type DraftFilter, draftOfRule, emptyFilter, readDraft, reduceDraft } from "./draft-rule";

/** The boxes on the screen and what they mean. */
export function useDraftRule(initial: Rule | undefined) {
  const [filters, dispatch] = useReducer(reduceDraft, initial, (rule): DraftFilter[] =>
    rule ? draftOfRule(rule) : [emptyFilter()],
  );
  return { filters, dispatch, ...readDraft(filters) };
}

export type DraftRule = ReturnType<typeof useDraftRule>;
