import type { z } from "zod";
import type { Reason } from "@/db/enums";
import type { Context } from "@/server/context";
import { explainMembership } from "@/server/groups/membership";
import { type NotificationRecord, requireNotification } from "@/server/notifications/queries";
import { expiresAtOf } from "@/server/notifications/schedule-times";
import { audienceSchema, type explainInput } from "@/server/notifications/schema";
import { scheduleOf } from "@/server/notifications/sending/request";
import { registrationsAt } from "@/server/registrations/past";
import { sendingRules } from "@/server/settings/sending";
import { type Check, checksOf } from "./checks";
import { type Earlier, earlierNotifications } from "./earlier";
import { type Fact, frozenFacts, presentReasons, startOf } from "./facts";
import { type Candidate, findCandidates, isCustomer } from "./find";
import { newerRegistrations } from "./newer";
import { timingOf } from "./timing";

/** Age is never told: who is too young and who has no account read the same. */
export type ToldReason = Exclude<Reason, "under_age" | "no_account"> | "not_eligible";

function told(reason: Reason): ToldReason {
  return reason === "under_age" || reason === "no_account" ? "not_eligible" : reason;
}

export interface Explanation {
  registrationId: number;
  customerId: number | null;
  appName: string;
  installId: string;
  deviceType: string | null;
  provider: string;
  /** sent … what became of it; held_back: one reason; queued; would_send: it is not sent yet. */
  verdict:
    | "sent"
    | "failed"
    | "channel_expired"
    | "unknown"
    | "held_back"
    | "queued"
    | "paused"
    | "registered_later"
    | "would_send"
    | "would_hold_back";
  reason: ToldReason;
  at: Date | null;
  launchedAt: Date | null;
  language: string | null;
  /** The push service's answer; 0 = none. */
  providerStatus: number;
  attempts: number;
  /** What counted against the frequency cap, where that is the reason. */
  earlier: Earlier[];
  checks: Check[];
}

/**
 * Why did this person (not) get it? One reason for each registration of the customer or device in the
 * notification's apps; before the freeze, what would happen if it were sent now.
 */
export async function explainNotification(ctx: Context, input: z.infer<typeof explainInput>) {
  const row = await requireNotification(ctx, input.id);
  const { appIds } = audienceSchema.parse(row.audience);
  const candidates = await findCandidates(ctx, { ...input, appIds });
  return {
    decidedAt: row.frozenAt,
    /** What an answer before the freeze means: a cancelled one and a series that ended are not sent any more. */
    status: row.status,
    isSeries: scheduleOf(row.schedule).repeat !== null,
    isKnown: candidates.length > 0 || (await isCustomer(ctx, input)),
    explanations: await explainCandidates(ctx, row, candidates),
  };
}

/** The one answer for each of these registrations. */
export async function explainCandidates(
  ctx: Context,
  row: NotificationRecord,
  candidates: Candidate[],
): Promise<Explanation[]> {
  if (candidates.length === 0) return [];
  const audience = audienceSchema.parse(row.audience);
  const registrationIds = candidates.map((candidate) => candidate.registrationId);
  // Side by side: at ten million deliveries each statement may wait for pages of its own.
  const past = row.frozenAt ? asOf(ctx, candidates, row.frozenAt) : Promise.resolve(candidates);
  const [then, facts, reasons, membership, newer, rules] = await Promise.all([
    past,
    row.frozenAt && frozenFacts(ctx, { notification: row, registrationIds }),
    row.frozenAt ? undefined : presentReasons(ctx, { row, audience, registrationIds }),
    past.then((were) => membershipOf(ctx, row, were)),
    audience.reach === "last_active" && audience.mode === "multiple"
      ? newerRegistrations(ctx, { appIds: audience.appIds, registrationIds })
      : undefined,
    sendingRules(ctx),
  ]);
  const { template, holdOutPercent } = row;
  const { cap } = rules;
  const from = startOf(row, ctx.now);
  const answers = then.map((candidate) => {
    const fact = facts?.get(candidate.registrationId);
    const decided = fact
      ? verdictOf(fact, row)
      : previewOf(reasons?.get(candidate.registrationId), row);
    return { candidate, fact, decided, timing: timingOf(row, candidate, { rules, from }) };
  });
  const earlier = await earlierNotifications(ctx, {
    notificationId: row.id,
    // Where the cap was lifted since, its window is not known any more: a day is looked at.
    minutes: cap?.minutes ?? 1_440,
    decidedAt: row.frozenAt,
    dues: answers.flatMap(({ candidate: { registrationId }, decided, timing }) =>
      decided.reason === "frequency_cap"
        ? { registrationId, dueAt: decided.at ?? timing?.dueAt ?? from }
        : [],
    ),
  });
  return answers.map(({ candidate, fact, decided, timing }): Explanation => {
    const id = candidate.registrationId;
    const own = { candidate, fact, timing, earlier: earlier.get(id) ?? [], newer: newer?.get(id) };
    return {
      ...identityOf(candidate),
      ...decided,
      reason: told(decided.reason),
      earlier: own.earlier,
      checks: checksOf({
        ...own,
        reason: decided.reason,
        audience,
        template,
        membership,
        expiresAt: expiresAtOf(scheduleOf(row.schedule)),
        cap,
        holdOutPercent,
      }),
    };
  });
}

/** With the values of the freeze, where they changed since. */
async function asOf(ctx: Context, candidates: Candidate[], at: Date): Promise<Candidate[]> {
  const ids = candidates.map((candidate) => candidate.registrationId);
  const past = await registrationsAt(ctx, ids, at);
  return candidates.map((candidate) => ({ ...candidate, ...past.get(candidate.registrationId) }));
}

function membershipOf(ctx: Context, row: NotificationRecord, candidates: Candidate[]) {
  const { customerGroupId, mode } = audienceSchema.parse(row.audience);
  if (customerGroupId === null || mode === "multiple") return undefined;
  return explainMembership(ctx, {
    groupId: customerGroupId,
    snapshotId: row.groupSnapshotId,
    customerIds: candidates.flatMap(({ customerId }) => customerId ?? []),
  });
}

function identityOf(candidate: Candidate) {
  const { registrationId, customerId, appName, installId, deviceType, provider } = candidate;
  return { registrationId, customerId, appName, installId, deviceType, provider };
}

type Decided = Omit<
  Explanation,
  keyof ReturnType<typeof identityOf> | "checks" | "earlier" | "reason"
> & {
  reason: Reason;
};
const nothing = { at: null, launchedAt: null, language: null, providerStatus: 0, attempts: 0 };

function verdictOf(fact: Fact, { status }: NotificationRecord): Decided {
  switch (fact.kind) {
    case "delivered": {
      const { kind: _, status: became, ...rest } = fact;
      return { ...rest, verdict: became === "skipped" ? "held_back" : became };
    }
    case "excluded":
      return { ...nothing, verdict: "held_back", reason: fact.reason };
    case "queued":
      return {
        ...nothing,
        verdict: status === "paused" ? "paused" : "queued",
        reason: "none",
        at: fact.dueAt,
        attempts: fact.attempt,
      };
    case "not_in_population":
      return { ...nothing, verdict: "registered_later", reason: "none" };
  }
}

function previewOf(reason: Reason | undefined, { status }: NotificationRecord): Decided {
  if (status === "cancelled") return { ...nothing, verdict: "held_back", reason: "cancelled" };
  const held = reason !== undefined && reason !== "none";
  return { ...nothing, verdict: held ? "would_hold_back" : "would_send", reason: reason ?? "none" };
}
