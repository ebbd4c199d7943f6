import { fillTracked, type TrackedPayload, tokenBytes } from "@/content/tracking";
import type { ProviderName, Reason } from "@/db/enums";
import { issueTokens } from "@/server/deliveries/tracking-token";
import type { Access } from "@/server/delivery/access";
import type { Campaign } from "@/server/delivery/campaign";
import type { PushAuth, PushMessage, PushTarget } from "@/server/providers/provider";
import type { Sender } from "@/server/providers/send";
import type { Claim } from "./claim";
import type { Ledger } from "./ledger";
import { late, type Recipients } from "./recipients";

/** Everything a window of one slice is sent with. */
export interface Post {
  claim: Claim;
  recipients: Recipients;
  ledger: Ledger;
  campaign: Campaign;
  /** Per provider of the slice; a provider we cannot speak to is missing. */
  access: ReadonlyMap<ProviderName, Access>;
  sender: Sender;
  inFlight: number;
  /** performance.now() at which the notification expires; Infinity = never. */
  expiresAt: number;
}

/** undefined: the window is settled. A number: nothing was asked, come back after so many milliseconds. */
export type Postponed = number | undefined;

const defaultPauseMs = 5_000;
const reasonOfLate: Record<string, Reason> = {
  [late.gone]: "channel_gone",
  [late.optedOut]: "opted_out",
  [late.underAge]: "under_age",
};

/** Asks the providers for positions [from, to) of the slice; afterwards the ledger knows of each of them. */
export async function sendWindow(post: Post, from: number, to: number): Promise<Postponed> {
  const { offset } = post.recipients;
  const indexes = settleUnasked(post, from - offset, to - offset);
  if (indexes.length === 0) return undefined;
  const auths = await authorizeAll(post);
  if (typeof auths === "number") return auths;
  const stale = await new Round(post, auths, indexes).run();
  if (stale.length > 0) await sendStaleAgain(post, auths, stale);
  for (const index of indexes) if (post.ledger.isOpen(index)) post.ledger.leave(index);
  return undefined;
}

/** Those whom no provider is asked for: opted out meanwhile, channel gone, or not a channel of the provider. */
function settleUnasked(post: Post, from: number, to: number): number[] {
  const { recipients, ledger, access } = post;
  const rest: number[] = [];
  for (let index = from; index < to; index++) {
    const letter = recipients.late[index] ?? late.gone;
    const group = recipients.groups[recipients.groupOf[index] ?? 0];
    const line = group && access.get(group.provider);
    const refusal = letter === late.live && line?.refuseChannel(recipients.channels[index] ?? "");
    if (letter !== late.live) ledger.skip(index, reasonOfLate[letter] ?? "channel_gone");
    else if (!line) ledger.skip(index, "no_credentials");
    else if (refusal) ledger.refuse(index, refusal);
    else rest.push(index);
  }
  return rest;
}

type Auths = Map<ProviderName, PushAuth>;

/** A number: the login service asks for a pause. Refused credentials halt the notification. */
async function authorizeAll(post: Post): Promise<Auths | number> {
  const auths: Auths = new Map();
  for (const [name, line] of post.access) {
    const result = await line.authorize();
    if (result.kind === "retry") return result.afterMs ?? defaultPauseMs;
    if (result.kind === "halted") {
      post.ledger.halt = { provider: name, reason: result.reason, detail: result.detail };
    } else auths.set(name, result.auth);
  }
  return auths;
}

/** 401: one new token, one more try (spec/wns.md 1c). A fresh token called stale means refused credentials. */
async function sendStaleAgain(post: Post, old: Auths, stale: number[]): Promise<void> {
  for (const [name, auth] of old) post.access.get(name)?.forget(auth);
  const auths = await authorizeAll(post);
  if (typeof auths === "number" || post.ledger.halt) return;
  const refused = await new Round(post, auths, stale).run();
  const [first] = refused;
  if (first === undefined) return;
  const { groups, groupOf } = post.recipients;
  const provider = groups[groupOf[first] ?? 0]?.provider ?? "";
  post.ledger.halt ??= { provider, reason: "provider_unauthorized", detail: "401" };
}

/** One pass over some registrations with one set of tokens, so many at once. */
class Round {
  private next = 0;
  private inFlight = 0;
  private isPumping = false;
  private readonly stale: number[] = [];
  private readonly tokens: Buffer | undefined;
  private readonly ttlSeconds: number | undefined;
  private readonly payloads: (TrackedPayload | undefined)[];
  private done: (stale: number[]) => void = () => undefined;

  constructor(
    private readonly post: Post,
    private readonly auths: Auths,
    private readonly indexes: readonly number[],
  ) {
    const { campaign, claim, recipients, expiresAt } = post;
    if (campaign.isTracked) {
      const ids = indexes.map((index) => recipients.ids[index] ?? 0);
      this.tokens = issueTokens(claim, ids);
    }
    if (expiresAt !== Number.POSITIVE_INFINITY) {
      this.ttlSeconds = Math.max(1, Math.floor((expiresAt - performance.now()) / 1_000));
    }
    this.payloads = recipients.groups.map(({ language }) =>
      campaign.payloads.get(campaign.languageFor(language)),
    );
  }

  /** @returns those whose token was called stale */
  run(): Promise<number[]> {
    return new Promise((resolve) => {
      this.done = resolve;
      this.pump();
    });
  }

  /** An answer may come before send returns; without the guard each would be a deeper call. */
  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    while (this.mayStart()) this.start(this.next++);
    this.isPumping = false;
    if (this.inFlight === 0) this.done(this.stale);
  }

  private mayStart(): boolean {
    return (
      this.next < this.indexes.length &&
      this.inFlight < this.post.inFlight &&
      this.post.ledger.halt === undefined
    );
  }

  private start(at: number): void {
    const { recipients, access, sender, ledger, expiresAt } = this.post;
    const index = this.indexes[at] ?? 0;
    if (performance.now() >= expiresAt) {
      ledger.skip(index, "expired");
      return;
    }
    const group = recipients.groupOf[index] ?? 0;
    const provider = recipients.groups[group]?.provider ?? "wns";
    const line = access.get(provider);
    const auth = this.auths.get(provider);
    const payload = this.payloads[group];
    if (!line || !auth || !payload) {
      ledger.leave(index);
      return;
    }
    const request = line.request(this.message(at, payload), targetOf(recipients, index), auth);
    this.inFlight += 1;
    sender.send(request, (answer) => {
      this.inFlight -= 1;
      this.settle(index, line, line.outcome(answer));
      this.pump();
    });
  }

  private message(at: number, payload: TrackedPayload): PushMessage {
    const { campaign, claim } = this.post;
    return {
      kind: campaign.kind,
      payload: this.tokens
        ? fillTracked(payload, this.tokens.subarray(at * tokenBytes, (at + 1) * tokenBytes))
        : (payload.literals[0] ?? ""),
      ttlSeconds: this.ttlSeconds,
      replacementId: claim.semantics === "at_least_once" ? campaign.replacementId : undefined,
    };
  }

  private settle(index: number, line: Access, outcome: ReturnType<Access["outcome"]>): void {
    const { ledger, expiresAt } = this.post;
    if (outcome.kind === "stale_auth") {
      this.stale.push(index);
      return;
    }
    if (outcome.kind === "sent") line.noteAccepted();
    if (outcome.kind === "halted") {
      const { reason, detail } = outcome;
      ledger.halt ??= { provider: line.provider, reason, detail };
    }
    const isEndless = expiresAt === Number.POSITIVE_INFINITY;
    ledger.settle(index, outcome, isEndless ? undefined : expiresAt - performance.now());
  }
}

function targetOf({ channels, keys }: Recipients, index: number): PushTarget {
  const channel = channels[index] ?? "";
  const own = keys[index];
  return own ? { channel, keys: JSON.parse(own) } : { channel };
}
