import { randomBytes } from "node:crypto";
import { badgePayload } from "@/content/grammar/badge-value";
import { notificationContentSchema, renderLanguage } from "@/content/notification-content";
import { fillTracked, tokenBytes } from "@/content/tracking";
import type { NotificationKind, ProviderName } from "@/db/enums";
import { isKnownProvider, providerOf } from "@/server/providers";
import {
  type Outcome,
  type PushKeys,
  type PushMessage,
  type PushTarget,
  type RenderedPayload,
  UnusableTargetError,
} from "@/server/providers/provider";
import { type Access, openAccess } from "./access";
import type { Engine } from "./engine";
import { Obstacle } from "./obstacle";

/** "Send a test to my device": the same access, payload and sender as a notification, and no statistics. */

export interface TestRef {
  publisherId: number;
  testId: number;
}

interface Claimed {
  app_id: number;
  kind: NotificationKind;
  language: string;
  content: unknown;
  provider: ProviderName;
  channel: string;
  channel_keys: PushKeys | null;
}

/** Whoever takes it asks; if that worker dies, the row stays "asking" and nobody asks again (at most once). */
const claimSql = `
  update test_pushes t set status = 'asking', content = null
  from test_pushes before
  join registrations r on r.publisher_id = before.publisher_id and r.id = before.registration_id
  where t.publisher_id = $1 and t.id = $2 and t.status = 'waiting'
    and before.publisher_id = t.publisher_id and before.id = t.id
  returning t.app_id, t.kind, t.language, before.content, r.provider, r.channel, r.channel_keys`;

const answerSql = `
  update test_pushes set status = 'answered', outcome = $3, http_status = $4, detail = $5, bytes = $6,
    answered_at = now()
  where publisher_id = $1 and id = $2 and status = 'asking'`;

/** The job. */
export async function workTest(engine: Engine, ref: TestRef): Promise<void> {
  const key = [ref.publisherId, ref.testId];
  const { rows } = await engine.pool.query<Claimed>(claimSql, key);
  const claimed = rows[0];
  if (!claimed) return;
  const said = await push(engine, ref, claimed);
  await engine.pool.query(answerSql, [...key, said.outcome, said.status, said.detail, said.bytes]);
}

interface Said {
  outcome: Outcome["kind"] | "not_asked";
  status: number | null;
  detail: string | null;
  bytes: number | null;
}

async function push(engine: Engine, { publisherId }: TestRef, claimed: Claimed): Promise<Said> {
  const { provider, channel, app_id: appId } = claimed;
  if (!isKnownProvider(provider)) return notAsked("Herald does not speak to this push service.");
  const access = await openAccess(engine, { publisherId, appId }, provider);
  if (access instanceof Obstacle) return notAsked(access.sentence);
  if (!access) return notAsked("The app has no credentials for this push service.");
  const payload = render(claimed, provider);
  if (typeof payload === "string") return notAsked(payload);
  if (access.refuseChannel(channel)) return notAsked("The channel is none of this push service’s.");
  try {
    return await ask(engine, access, { claimed, payload });
  } catch (error) {
    if (!(error instanceof UnusableTargetError)) throw error;
    return notAsked("The keys of this registration are unusable. Register it again.");
  }
}

function render({ content, language }: Claimed, provider: Access["provider"]) {
  const parsed = notificationContentSchema.parse(content);
  const rendered = renderLanguage(parsed, language);
  if (!rendered.ok) return rendered.problems[0]?.message ?? "The content is not well-formed.";
  const { render: renderFor, payloadLimit } = providerOf(provider);
  const { document } = rendered;
  const isTracked = parsed.trackLaunches;
  const payload = renderFor({ document, language, isTracked, tag: "heraldtest" });
  if (!payload) return "This push service can’t show this kind of notification.";
  if (payload.bytes > payloadLimit) return `${payload.bytes} bytes are more than ${payloadLimit}.`;
  return payload;
}

/** A token of no delivery: the app sees arguments as in earnest, and nothing is counted. */
async function ask(engine: Engine, access: Access, { claimed, payload }: Letter): Promise<Said> {
  const text = fillTracked(payload, randomBytes(tokenBytes));
  const { kind } = claimed;
  const answered = await exchangeOnce(engine, access, {
    target: targetOf(claimed),
    messages: [{ kind, payload: text, isUrgent: payload.isUrgent }, ...badgeOf(claimed, access)],
  });
  if (typeof answered === "string") return notAsked(answered);
  const detail = "detail" in answered ? (answered.detail ?? null) : null;
  return {
    outcome: answered.kind,
    status: answered.status,
    detail,
    bytes: Buffer.byteLength(text),
  };
}

interface Letter {
  claimed: Claimed;
  payload: RenderedPayload;
}

/** The outcome of the first message; the others follow an accepted one. A stale token is renewed once. */
async function exchangeOnce(
  engine: Engine,
  access: Access,
  { target, messages: [first, ...others] }: { target: PushTarget; messages: PushMessage[] },
): Promise<Outcome | string> {
  const { exchange } = engine.options.sender;
  for (let isRenewed = false; first; isRenewed = true) {
    const result = await access.authorize();
    if (result.kind !== "ready") return result.detail ?? "The push service lets nobody in.";
    const { auth } = result;
    const outcome = access.outcome(await exchange(access.request(first, target, auth)));
    if (outcome.kind === "stale_auth" && !isRenewed) {
      access.forget(auth);
      continue;
    }
    if (outcome.kind === "sent") {
      for (const other of others) await exchange(access.request(other, target, auth));
    }
    return outcome;
  }
  return "There is nothing to send.";
}

function targetOf({ channel, channel_keys: keys }: Claimed): PushTarget {
  return keys ? { channel, keys } : { channel };
}

/** Only Windows has one. */
function badgeOf({ kind, content }: Claimed, { provider }: Access): PushMessage[] {
  const { badge } = notificationContentSchema.parse(content);
  if (kind !== "tile" || badge === undefined || provider !== "wns") return [];
  return [{ kind: "badge", payload: badgePayload(badge) }];
}

function notAsked(detail: string): Said {
  return { outcome: "not_asked", status: null, detail, bytes: null };
}
