import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { parsePayload } from "@/content/parse";
import { type ProviderName, providerNames } from "@/db/enums";
import { appCredentials, registrations } from "@/db/schema";
import type { TestAnswer } from "@/db/schema/apps";
import { isKnownProvider, type KnownProviderName, providerOf } from "@/server/providers";
import { failureReason } from "@/server/providers/failure";
import type { Outcome, PushTarget } from "@/server/providers/provider";
import { openCredentials } from "./provider-credentials";
import { SealBrokenError } from "./sealed-secret";
import type { WorkerTools } from "./test-credentials";

const payloadSchema = z.strictObject({
  publisherId: z.number().int().positive(),
  appId: z.number().int().positive(),
  provider: z.enum(providerNames),
  registrationId: z.number().int().positive(),
});

interface Target {
  publisherId: number;
  appId: number;
  provider: ProviderName;
  registrationId: number;
}

const toast =
  '<toast launch="herald=test"><visual><binding template="ToastGeneric"><text>Test from Herald</text><text>This device gets your notifications.</text></binding></visual></toast>';
const ttlSeconds = 300;

/** One push to one device outside of every notification; what the provider said is kept for the screen. */
export async function runTestPush(tools: WorkerTools, payload: unknown): Promise<void> {
  const target = payloadSchema.parse(payload);
  const answer = await tryPush(tools, target);
  const at = tools.clock();
  const testAnswer: TestAnswer = { at: at.toISOString(), ...answer };
  const isAccepted = answer.kind === "sent";
  await tools.db
    .update(appCredentials)
    .set({
      testAnswer,
      ...(isAccepted ? { state: "accepted", stateReason: null, stateAt: at } : {}),
    })
    .where(
      and(
        eq(appCredentials.publisherId, target.publisherId),
        eq(appCredentials.appId, target.appId),
        eq(appCredentials.provider, target.provider),
      ),
    );
}

type Answer = Omit<TestAnswer, "at">;

async function tryPush(tools: WorkerTools, target: Target): Promise<Answer> {
  const { provider } = target;
  const [device] = await tools.db
    .select({
      channel: registrations.channel,
      keys: registrations.channelKeys,
      installId: registrations.installId,
    })
    .from(registrations)
    .where(
      and(
        eq(registrations.publisherId, target.publisherId),
        eq(registrations.appId, target.appId),
        eq(registrations.id, target.registrationId),
        eq(registrations.provider, provider),
      ),
    );
  if (!device || !isKnownProvider(provider)) return notAsked("", "The device is gone.");
  const to = { channel: device.channel, ...(device.keys && { keys: device.keys }) };
  try {
    return { ...(await push(tools, { ...target, provider }, to)), installId: device.installId };
  } catch (error) {
    if (error instanceof SealBrokenError) return notAsked(device.installId, error.message);
    throw error;
  }
}

async function push<Name extends KnownProviderName>(
  tools: WorkerTools,
  owner: Target & { provider: Name },
  target: PushTarget,
): Promise<Answer> {
  const service = providerOf(owner.provider);
  const credentials = await openCredentials(tools.db, owner);
  const parsed = parsePayload(toast);
  if (!credentials || !parsed.ok) return notAsked("", "No credentials are stored.");
  const now = tools.clock().getTime();
  const auth = await service.authorize(credentials, tools.exchange, now);
  if (auth.kind !== "ready") {
    return { kind: auth.kind, status: 0, reason: auth.reason, detail: auth.detail, installId: "" };
  }
  const { document } = parsed;
  const rendered = service.render({ document, language: "en-US", isTracked: false, tag: "test" });
  const message = {
    kind: "toast" as const,
    payload: rendered?.literals.join("") ?? "",
    ttlSeconds,
    isUrgent: rendered?.isUrgent,
  };
  const answer = await tools.exchange(service.request(message, target, auth.auth));
  const outcome = service.outcome(answer, now);
  if (outcome.kind === "stale_auth") service.forget(credentials, auth.auth);
  const raw = answer.kind === "answer" ? answer.body : failureReason(answer);
  return { ...wordsOf(outcome), body: raw.slice(0, longestBody), installId: "" };
}

const longestBody = 1_000;

function wordsOf(outcome: Outcome): Omit<Answer, "installId"> {
  const { kind, status } = outcome;
  if (outcome.kind === "sent") return { kind, status, messageId: outcome.messageId };
  if (outcome.kind === "stale_auth") return { kind, status, reason: "provider_unauthorized" };
  return { kind, status, reason: outcome.reason, detail: outcome.detail };
}

function notAsked(installId: string, detail: string): Answer {
  return { kind: "not_asked", status: 0, detail, installId };
}
