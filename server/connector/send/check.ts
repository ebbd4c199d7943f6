import { type PushVerdict, pushVerdictCodes } from "@/db/enums";
import { requireUsableConnection } from "@/server/connector/connections/queries";
import type {
  PushInput,
  PushOutcome,
  PushTotals,
  RecipientResult,
} from "@/server/connector/schema";
import type { Context } from "@/server/context";
import { contentOf, tooBigFor } from "./content";
import { type ResolvedEntry, reachOf, resolveRecipients } from "./resolve";
import { requireBounded, requireFitting } from "./send";

export interface PushCheck {
  totals: PushTotals;
  recipients: RecipientResult[];
  /** What Windows devices would be sent. */
  document: string;
}

const outcomeOf: Record<PushVerdict, PushOutcome> = {
  send: "sending",
  not_entitled: "not_entitled",
  opted_out: "opted_out",
  no_channel: "no_channel",
};
const bestFirst = Object.keys(pushVerdictCodes) as PushVerdict[];

/** Everything SendPushNotification does but sending: who would get it, and who not and why. */
export async function checkPush(
  ctx: Context,
  { connectionId, push }: { connectionId: string; push: PushInput },
): Promise<PushCheck> {
  const connection = await requireUsableConnection(ctx, connectionId);
  const content = contentOf(push, connection.app.defaultLanguage);
  requireFitting(tooBigFor(content));
  const entries = await resolveRecipients(ctx, connection.app.id, push.recipients);
  const reach = requireBounded(reachOf(entries));
  const sending = peopleOf(entries, ["send"]);
  return {
    document: content.document,
    totals: {
      people: reach.people,
      devices: reach.registrations.length,
      ...{ sent: 0, sentDevices: 0, failed: 0, unknown: 0, sending },
      skipped: reach.people - sending,
      notFound: entries.filter(({ kind }) => kind === "unknown").length,
    },
    recipients: entries.map(resultOf),
  };
}

function peopleOf(entries: readonly ResolvedEntry[], verdicts: PushVerdict[]): number {
  const lots = entries.flatMap((entry) => entry.lots);
  return new Set(
    lots.filter(({ verdict }) => verdicts.includes(verdict)).flatMap(({ people }) => people),
  ).size;
}

function resultOf({ recipient, kind, name, lots }: ResolvedEntry): RecipientResult {
  const breakdown = lots.map(({ verdict, people, registrations }) => ({
    outcome: outcomeOf[verdict],
    people: new Set(people).size,
    devices: registrations.length,
  }));
  const best = bestFirst.find((verdict) => lots.some((lot) => lot.verdict === verdict));
  const nobody = kind === "unknown" ? "not_found" : "not_entitled";
  return {
    ...{ recipient, kind, name, breakdown },
    outcome: best === undefined ? nobody : outcomeOf[best],
    people: breakdown.reduce((sum, part) => sum + part.people, 0),
    devices: breakdown.reduce((sum, part) => sum + part.devices, 0),
  };
}
