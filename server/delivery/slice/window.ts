import { fillTracked, tokenBytes } from "@/content/tracking";
import type { Reason } from "@/db/enums";
import { issueTokens } from "@/server/deliveries/tracking-token";
import type { Access } from "@/server/delivery/access";
import type { Campaign } from "@/server/delivery/campaign";
import {
  type PushAuth,
  type PushMessage,
  type PushRequest,
  type PushTarget,
  type RenderedPayload,
  UnusableTargetError,
} from "@/server/providers/provider";
import type { Sender } from "@/server/providers/send";
import { type Auths, authorizeAll } from "./authorize";
import type { Claim } from "./claim";
import { doubtPauseMs, Suspects } from "./foreign/suspects";
import type { Ledger } from "./ledger";
import { late, type Recipients } from "./recipients";
import type { Route, Routes } from "./routes";

/** Everything a window of one slice is sent with. */
export interface Post {
  claim: Claim;
  recipients: Recipients;
  ledger: Ledger;
  campaign: Campaign;
  routes: Routes;
  sender: Sender;
  inFlight: number;
  /** performance.now() at which the notification expires; Infinity = never. */
  expiresAt: number;
}

/** undefined: the window is settled. A number: nothing was asked, come back after so many milliseconds. */
export type Postponed = number | undefined;

const reasonOfLate: Record<string, Reason> = {
  [late.gone]: "channel_gone",
  [late.optedOut]: "opted_out",
  [late.underAge]: "under_age",
  [late.capped]: "frequency_cap",
};

/** Asks the providers for positions [from, to) of the slice; afterwards the ledger knows of each of them. */
export async function sendWindow(post: Post, from: number, to: number): Promise<Postponed> {
  const { offset } = post.recipients;
  const wanted = settleUnasked(post, from - offset, to - offset);
  if (wanted.length === 0) return undefined;
  const auths = await authorizeAll(post.routes);
  if (auths.halt) post.ledger.halt ??= auths.halt;
  else if (auths.ready.size === 0) return auths.pauseMs;
  const indexes = auths.resting.size === 0 ? wanted : postponeResting(post, auths, wanted);
  const suspects = new Suspects(post.claim.retryReason);
  const round = { post, suspects };
  const stale = await new Round(round, auths, indexes).run();
  if (stale.length > 0) await sendStaleAgain(round, auths, stale);
  suspects.judge(post.ledger, leftMsOf(post));
  const pauseMs = post.ledger.doubted ? doubtPauseMs : 0;
  for (const index of indexes) if (post.ledger.isOpen(index)) post.ledger.postpone(index, pauseMs);
  return undefined;
}

/** Milliseconds until it expires; undefined = never. */
function leftMsOf({ expiresAt }: Post): number | undefined {
  return expiresAt === Number.POSITIVE_INFINITY ? undefined : expiresAt - performance.now();
}

/** Those whom no provider is asked for: opted out meanwhile, channel gone, or not a channel of the provider. */
function settleUnasked(post: Post, from: number, to: number): number[] {
  const { recipients, ledger } = post;
  const rest: number[] = [];
  for (let index = from; index < to; index++) {
    const letter = recipients.late[index] ?? late.gone;
    const route = routeOf(post, index);
    if (letter !== late.live) ledger.skip(index, reasonOfLate[letter] ?? "channel_gone");
    else if (typeof route === "string") ledger.skip(index, route);
    else {
      const refusal = route.access.refuseChannel(recipients.channels[index] ?? "");
      if (refusal) ledger.refuse(index, refusal);
      else rest.push(index);
    }
  }
  return rest;
}

function routeOf({ routes, recipients }: Post, index: number): Route | Reason {
  return routes[recipients.groupOf[index] ?? 0] ?? "channel_gone";
}

function accessOf(post: Post, index: number): Access | undefined {
  const route = routeOf(post, index);
  return typeof route === "string" ? undefined : route.access;
}

/** One provider's login service asks for a pause: its devices wait, the others do not. */
function postponeResting(post: Post, { resting }: Auths, wanted: number[]): number[] {
  return wanted.filter((index) => {
    const pauseMs = resting.get(accessOf(post, index) as Access);
    if (pauseMs !== undefined) post.ledger.postpone(index, pauseMs);
    return pauseMs === undefined;
  });
}

/** 401: one new token, one more try (spec/wns.md 1c). A fresh token called stale means refused credentials. */
async function sendStaleAgain(ask: Ask, old: Auths, stale: number[]): Promise<void> {
  const { post } = ask;
  for (const access of new Set(stale.map((index) => accessOf(post, index)))) {
    const auth = access && old.ready.get(access);
    if (auth) access.forget(auth);
  }
  const auths = await authorizeAll(post.routes);
  post.ledger.halt ??= auths.halt;
  if (post.ledger.halt) return;
  const refused = await new Round(ask, auths, stale).run();
  const [first] = refused;
  if (first === undefined) return;
  const provider = accessOf(post, first)?.provider ?? "";
  post.ledger.halt ??= { provider, reason: "provider_unauthorized", detail: "401" };
}

interface Line extends Route {
  auth: PushAuth;
}

/** What all rounds of a window share. */
interface Ask {
  post: Post;
  suspects: Suspects;
}

/** One pass over some registrations with one set of tokens, so many at once. */
class Round {
  private next = 0;
  private inFlight = 0;
  private isPumping = false;
  private readonly stale: number[] = [];
  private readonly tokens: Buffer | undefined;
  private readonly ttlSeconds: number | undefined;
  /** By recipient group: what is sent with; undefined where nothing can be now. */
  private readonly lines: (Line | undefined)[];
  /** Whose credentials are in doubt: they are asked for one device at a time. */
  private readonly doubted: Access[];
  private done: (stale: number[]) => void = () => undefined;
  private readonly post: Post;
  private readonly suspects: Suspects;

  constructor(
    { post, suspects }: Ask,
    auths: Auths,
    private readonly indexes: readonly number[],
  ) {
    this.post = post;
    this.suspects = suspects;
    const { campaign, claim, recipients, routes, expiresAt } = post;
    if (campaign.isTracked) {
      const ids = indexes.map((index) => recipients.ids[index] ?? 0);
      this.tokens = issueTokens(claim, ids);
    }
    if (expiresAt !== Number.POSITIVE_INFINITY) {
      this.ttlSeconds = Math.max(1, Math.floor((expiresAt - performance.now()) / 1_000));
    }
    this.lines = routes.map((route) => {
      const auth = typeof route === "string" ? undefined : auths.ready.get(route.access);
      return auth && { ...(route as Route), auth };
    });
    this.doubted = [...auths.ready.keys()].filter(({ doubt }) => doubt !== "none");
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
      this.inFlight < this.mostInFlight() &&
      this.post.ledger.halt === undefined &&
      this.suspects.mayGoOn()
    );
  }

  private mostInFlight(): number {
    return this.doubted.some(({ doubt }) => doubt !== "none") ? 1 : this.post.inFlight;
  }

  private start(at: number): void {
    const { recipients, sender, ledger, expiresAt } = this.post;
    const index = this.indexes[at] ?? 0;
    if (performance.now() >= expiresAt) {
      ledger.skip(index, "expired");
      return;
    }
    const line = this.lines[recipients.groupOf[index] ?? 0];
    if (!line) {
      ledger.leave(index);
      return;
    }
    const { access } = line;
    const request = this.request(at, index, line);
    if (!request) return;
    this.inFlight += 1;
    sender.send(request, (answer) => {
      const outcome = access.outcome(answer);
      const badge = outcome.kind === "sent" ? this.badge(index, line) : undefined;
      if (!badge) return this.land(index, access, outcome);
      // Whatever becomes of the badge, the delivery is what the tile became (decision 0085).
      sender.send(badge, () => this.land(index, access, outcome));
    });
  }

  private land(index: number, access: Access, outcome: ReturnType<Access["outcome"]>): void {
    this.inFlight -= 1;
    this.settle(index, access, outcome);
    this.pump();
  }

  /** The badge beside a tile that was accepted: only Windows has one. */
  private badge(index: number, { access, auth }: Line): PushRequest | undefined {
    const { campaign, recipients } = this.post;
    if (campaign.badge === undefined || access.provider !== "wns") return undefined;
    const { ttlSeconds } = this;
    const message = { kind: "badge" as const, payload: campaign.badge, ttlSeconds };
    return access.request(message, targetOf(recipients, index), auth);
  }

  /** undefined: the registration itself cannot be asked, and the ledger knows why. */
  private request(at: number, index: number, line: Line): PushRequest | undefined {
    const { access, auth, payload } = line;
    try {
      return access.request(this.message(at, payload), targetOf(this.post.recipients, index), auth);
    } catch (error) {
      if (!(error instanceof UnusableTargetError)) throw error;
      this.post.ledger.refuse(index, error.reason);
      return undefined;
    }
  }

  private message(at: number, payload: RenderedPayload): PushMessage {
    const { campaign, claim } = this.post;
    return {
      kind: campaign.kind,
      payload: this.tokens
        ? fillTracked(payload, this.tokens.subarray(at * tokenBytes, (at + 1) * tokenBytes))
        : (payload.literals[0] ?? ""),
      ttlSeconds: this.ttlSeconds,
      isUrgent: payload.isUrgent,
      replacementId: claim.semantics === "at_least_once" ? campaign.replacementId : undefined,
    };
  }

  private settle(index: number, access: Access, outcome: ReturnType<Access["outcome"]>): void {
    const { ledger } = this.post;
    if (outcome.kind === "stale_auth") {
      this.stale.push(index);
      return;
    }
    if (outcome.kind === "disputed") {
      access.noteForeign();
      this.suspects.add(index, outcome, access);
      return;
    }
    if (outcome.kind === "sent") access.noteAccepted();
    if (outcome.kind === "halted") {
      const { reason, detail } = outcome;
      ledger.halt ??= { provider: access.provider, reason, detail };
    }
    ledger.settle(index, outcome, leftMsOf(this.post));
  }
}

function targetOf({ channels, keys }: Recipients, index: number): PushTarget {
  const channel = channels[index] ?? "";
  const own = keys[index];
  return own ? { channel, keys: JSON.parse(own) } : { channel };
}
