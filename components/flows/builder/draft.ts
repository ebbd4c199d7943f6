import type { FlowDefinition } from "@/server/flows/schema";

export interface FlowDraft {
  name: string;
  definition: FlowDefinition;
  /** What was changed: a newer one is not overwritten. */
  version: number;
}

/** What is being made of the stored flow: mine once I changed something, whatever is stored meanwhile. */
export function draftOf(saved: FlowDraft, changed: FlowDraft | undefined): FlowDraft {
  const { name, definition, version } = saved;
  return changed ?? { name, definition, version };
}

/** Somebody else saved since I began. */
export function isBehind(saved: FlowDraft, changed: FlowDraft | undefined): boolean {
  return changed !== undefined && changed.version !== saved.version;
}
