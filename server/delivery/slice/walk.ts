import { providerTitles } from "@/db/enums";
import { loadCampaign } from "@/server/delivery/campaign";
import type { Engine, HeldSlice } from "@/server/delivery/engine";
import { finishNotification } from "@/server/delivery/finish";
import { Obstacle } from "@/server/delivery/obstacle";
import { type Claim, claimSlice, releaseSlice } from "./claim";
import { doubtPauseMs } from "./foreign/suspects";
import { withCap } from "./frequency";
import { haltSentence, isRefusal } from "./halt";
import { type Halt, Ledger } from "./ledger";
import { loadRecipients } from "./recipients";
import { recordWindow, type SliceState } from "./record";
import { openRoutes } from "./routes";
import { type Post, sendWindow } from "./window";

/** When more than half of a window was told to slow down, the rest of the slice waits as well (406). */
const throttledShare = 0.5;
/** A slice that fails for a reason of ours is not tried again at once, or it would be the only thing tried. */
const troublePauseMs = 10_000;

/** The job: whatever is left of a slice, if it is due and nobody else's. Does nothing twice. */
export async function workSlice(engine: Engine, ref: HeldSlice): Promise<void> {
  if (engine.isStopping) return;
  const claim = await claimSlice(engine, ref);
  if (!claim) return;
  const held = { publisherId: claim.publisherId, sliceId: claim.sliceId };
  const shard = engine.takeShard();
  engine.held.add(held);
  try {
    await new Walk(engine, claim, shard).run();
  } finally {
    engine.held.delete(held);
    engine.giveShard(shard);
  }
}

/** One slice from its first open window to its end, or to where it has to stop. */
class Walk {
  private state: SliceState;
  private readonly expiresAt: number;
  private pauseMs = 0;
  /** A window is on its way: its intent may not be taken back. */
  private isAsking = false;

  constructor(
    private readonly engine: Engine,
    private readonly claim: Claim,
    private readonly shard: number,
  ) {
    this.expiresAt =
      claim.leftMs === null ? Number.POSITIVE_INFINITY : performance.now() + claim.leftMs;
    this.state = { ...claim, isDone: claim.recorded === claim.length };
  }

  async run(): Promise<void> {
    try {
      await this.walk();
    } catch (error) {
      // Nobody was asked since the last record, so the next worker may start where this one stopped.
      if (!this.isAsking && !this.claim.hasRemains) {
        await releaseSlice(this.engine, this.claim, troublePauseMs);
      }
      throw error;
    }
  }

  private async walk(): Promise<void> {
    const loaded = await loadRecipients(this.engine, this.claim);
    const recipients = await withCap(this.engine, this.claim, loaded);
    const campaign = await loadCampaign(this.engine, this.claim);
    const languages = recipients.groups.map(({ language }) =>
      campaign instanceof Obstacle ? "" : campaign.languageFor(language),
    );
    const ledger = new Ledger(this.claim, recipients, languages);
    if (!(await this.settleRemains(ledger))) return;
    if (this.state.intent > this.state.recorded) {
      const isOurs =
        campaign instanceof Obstacle
          ? await this.pause(ledger, campaign.sentence)
          : await this.sendAll({ recipients, ledger, campaign });
      if (!isOurs) return;
    }
    if (!this.state.isDone) await this.stop(ledger);
    if (this.state.isDone) await finishNotification(this.engine.pool, this.claim);
  }

  /** What a dead worker had committed to ask: Unknown, unless the notification says to ask again (4). */
  private async settleRemains(ledger: Ledger): Promise<boolean> {
    const { hasRemains, semantics, status, isExpired, recorded, intent } = this.claim;
    if (!hasRemains) return true;
    if (semantics === "at_least_once" && status === "sending" && !isExpired) return true;
    for (let index = 0; index < intent - recorded; index++) ledger.forget(index);
    return this.record(ledger, intent);
  }

  private async sendAll(parts: Pick<Post, "recipients" | "ledger" | "campaign">): Promise<boolean> {
    const { engine, claim } = this;
    const routes = await openRoutes(engine, claim, parts);
    if (routes instanceof Obstacle) return this.pause(parts.ledger, routes.sentence);
    const { sender, inFlight } = engine.options;
    const post = { ...parts, claim, routes, sender, inFlight, expiresAt: this.expiresAt };
    while (!this.state.isDone && this.state.intent > this.state.recorded) {
      if (!(await this.sendNext(post))) return false;
      if (this.pauseMs > 0 || post.ledger.halt) return true;
    }
    return true;
  }

  private async sendNext(post: Post): Promise<boolean> {
    const { recorded, intent } = this.state;
    this.isAsking = true;
    post.ledger.throttled = 0;
    post.ledger.throttledMs = 0;
    const postponed = await sendWindow(post, recorded, intent);
    if (postponed !== undefined) {
      this.isAsking = false;
      this.pauseMs = postponed;
      return true;
    }
    if (post.ledger.throttled > (intent - recorded) * throttledShare) {
      this.pauseMs = post.ledger.throttledMs;
    }
    if (post.ledger.doubted) this.pauseMs = Math.max(this.pauseMs, doubtPauseMs);
    return this.record(post.ledger, intent);
  }

  /** @returns false when the slice is no longer ours */
  private async record(ledger: Ledger, to: number, halt = ledger.halt): Promise<boolean> {
    const { engine, claim, shard, state } = this;
    const mayGoOn = !engine.isStopping && !halt && this.pauseMs === 0;
    const retired = ledger.retired;
    ledger.retired = [];
    const next = await recordWindow(engine, claim, {
      from: state.recorded,
      to,
      nextIntent: mayGoOn ? to + engine.options.window : to,
      shard,
      page: ledger.page(state.recorded, to),
      retired,
      halt: halt && (await this.explain(halt)),
      doubted: halt ? undefined : ledger.doubted,
    });
    this.isAsking = false;
    if (!next) return false;
    this.state = next;
    return true;
  }

  private async explain(halt: Halt) {
    const pauseReason = haltSentence(halt);
    return { ...halt, pauseReason, isRefusal: isRefusal(halt.reason) };
  }

  /** Nothing can be asked without credentials: an empty window that only pauses. */
  private async pause(ledger: Ledger, sentence: string): Promise<boolean> {
    const provider = providerTitles.wns;
    ledger.halt = { provider, reason: "no_credentials", detail: sentence };
    return this.record(ledger, this.state.recorded);
  }

  /** Cancelled and expired: the rest is recorded as that. Else it stays for whoever may go on. */
  private async stop(ledger: Ledger): Promise<void> {
    const { recorded, status, isExpired } = this.state;
    const { length } = this.claim;
    const isOver = status === "cancelled" || isExpired;
    if (!isOver) return releaseSlice(this.engine, this.claim, this.pauseMs);
    const reason = status === "cancelled" ? "cancelled" : "expired";
    for (let at = recorded; at < length; at++) ledger.skip(at - this.claim.recorded, reason);
    await this.record(ledger, length);
  }
}
