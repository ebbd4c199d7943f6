import type { z } from "zod";
import type { Reason } from "@/db/enums";
import type { Context } from "@/server/context";
import { draftOf, requireNotification } from "@/server/notifications/queries";
import type { explainInput } from "@/server/notifications/schema";
import { type Check, checksOf } from "./checks";
import { type Fact, frozenFacts, presentReasons } from "./facts";
import { type Candidate, findCandidates } from "./find";

export interface Explanation {
  registrationId: number;
  customerId: number | null;
  appName: string;
  installId: string;
  deviceType: string | null;
  /** sent … what became of it; held_back: one reason; queued; would_send: it is not sent yet. */
  verdict:
    | "sent"
    | "failed"
    | "channel_expired"
    | "unknown"
    | "held_back"
    | "queued"
    | "registered_later"
    | "would_send"
    | "would_hold_back";
  reason: Reason;
  at: Date | null;
  launchedAt: Date | null;
  language: string | null;
  checks: Check[];
}

/**
 * Why did this person (not) get it? One reason for each registration of the customer or device in the
 * notification's apps; before the freeze, what would happen if it were sent now.
 */
export async function explainNotification(ctx: Context, input: z.infer<typeof explainInput>) {
  const row = await requireNotification(ctx, input.id);
  const { audience } = draftOf(row);
  const candidates = await findCandidates(ctx, { ...input, appIds: audience.appIds });
  const registrationIds = candidates.map((candidate) => candidate.registrationId);
  const base = { decidedAt: row.frozenAt, isPreview: row.frozenAt === null };
  if (candidates.length === 0) return { ...base, explanations: [] };
  const [facts, reasons] = row.frozenAt
    ? [await frozenFacts(ctx, { notificationId: row.id, registrationIds }), undefined]
    : [undefined, await presentReasons(ctx, { audience, template: row.template, registrationIds })];
  return {
    ...base,
    explanations: candidates.map((candidate): Explanation => {
      const fact = facts?.get(candidate.registrationId);
      const decided = fact ? verdictOf(fact) : previewOf(reasons?.get(candidate.registrationId));
      return {
        ...identityOf(candidate),
        ...decided,
        checks: checksOf({
          candidate,
          reason: decided.reason,
          audience,
          template: row.template,
          fact,
        }),
      };
    }),
  };
}

function identityOf({ registrationId, customerId, appName, installId, deviceType }: Candidate) {
  return { registrationId, customerId, appName, installId, deviceType };
}

type Decided = Pick<Explanation, "verdict" | "reason" | "at" | "launchedAt" | "language">;
const nothing = { at: null, launchedAt: null, language: null };

function verdictOf(fact: Fact): Decided {
  switch (fact.kind) {
    case "delivered":
      return {
        verdict: fact.status === "skipped" ? "held_back" : fact.status,
        reason: fact.reason,
        at: fact.at,
        launchedAt: fact.launchedAt,
        language: fact.language,
      };
    case "excluded":
      return { ...nothing, verdict: "held_back", reason: fact.reason };
    case "queued":
      return { ...nothing, verdict: "queued", reason: "none", at: fact.dueAt };
    case "not_in_population":
      return { ...nothing, verdict: "registered_later", reason: "none" };
  }
}

function previewOf(reason: Reason | undefined): Decided {
  const held = reason !== undefined && reason !== "none";
  return { ...nothing, verdict: held ? "would_hold_back" : "would_send", reason: reason ?? "none" };
}
