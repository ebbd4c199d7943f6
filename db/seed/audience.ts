import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { attributeValue } from "@/content/document";
import { parsePayload } from "@/content/parse";
import { stripLaunchToken } from "@/content/tracking";
import { connect } from "@/db/connect";
import { appCredentials, apps } from "@/db/schema";
import { parseEndpoint, serverKeyLength } from "@/emulators/web-push/subscription";
import { parseChannel } from "@/emulators/wns/channel";
import { env, required } from "@/server/env";
import { log } from "@/server/log";
import { demoApps } from "./apps";

/**
 * The simulated audience of the demo, a process of its own: reads what the emulated push service accepted and,
 * for a plausible share of the tracked toasts, reports a launch the way the SDK would, after a human's delay
 * that is compressed to seconds and minutes. Whether and when a toast is opened follows from its token, so a
 * restart decides the same again; the reports are idempotent.
 */

interface Seen {
  seq: number;
  accepted: boolean;
  host: string;
  url: string;
  body: string;
}

export interface Opening {
  token: string;
  /** Package SID, or the beginning of a Web Push key. */
  identity: string;
  afterMs: number;
}

const medianMs = 25_000;
const longestMs = 5 * 60_000;
const spread = 0.9;

/** Whether the person behind this push opens the app from it, and how long that takes; undefined = no. */
export function openingOf(seen: Seen): Opening | undefined {
  const shown = seen.accepted ? (shownToast(seen) ?? shownInBrowser(seen)) : undefined;
  const token = shown && stripLaunchToken(shown.launch).token;
  if (!shown || !token) return undefined;
  const chances = createHash("sha256").update(token).digest();
  const [first, second, third] = [0, 4, 8].map((at) => chances.readUInt32BE(at) / 2 ** 32);
  if ((first ?? 1) >= shown.launchRate) return undefined;
  const normal = Math.sqrt(-2 * Math.log(1 - (second ?? 0))) * Math.cos(2 * Math.PI * (third ?? 0));
  const afterMs = Math.min(longestMs, medianMs * Math.exp(normal * spread));
  return { token, identity: shown.identity, afterMs };
}

function shownToast({ url, body }: Seen) {
  const channel = parseChannel(url);
  const parsed = channel && parsePayload(body);
  const app = demoApps.find(({ packageSid }) => packageSid === channel?.app);
  if (!app || !parsed?.ok) return undefined;
  const launch = attributeValue(parsed.document.root, "launch") ?? "";
  return { launch, identity: app.packageSid, launchRate: app.launchRate };
}

/** Of browsers that the seed made; one that subscribed by itself has a person in front of it. */
const mostSeeded = 1_000_000;
const browserLaunchRate = 0.06;

function shownInBrowser({ host, url, body }: Seen) {
  const subscription = parseEndpoint(host, url);
  if (!subscription || subscription.n >= mostSeeded) return undefined;
  const { launch } = JSON.parse(body) as { launch?: string };
  if (launch === undefined) return undefined;
  return { launch, identity: subscription.serverKey, launchRate: browserLaunchRate };
}

interface Planned {
  token: string;
  publicKey: string;
  dueAt: number;
  tries: number;
}

const pollMs = 1_000;
const pageLength = 4_000;
const atOnce = 16;
const mostTries = 5;
const retryMs = 3_000;

class Audience {
  private planned: Planned[] = [];
  private since: string = new Date(Date.now() - longestMs).toISOString();

  constructor(
    private readonly urls: { emulator: string; web: string },
    private readonly publicKeys: Map<string, string>,
  ) {}

  /** Runs until the process ends. A service that is not up yet is asked again. */
  async run(): Promise<void> {
    for (;;) {
      try {
        await this.watch();
      } catch (error) {
        log.debug("The emulator does not answer the simulated audience.", { error });
      }
      await this.openDue();
      await wait(pollMs);
    }
  }

  private async watch(): Promise<void> {
    for (;;) {
      const query = new URLSearchParams({ since: this.since, limit: String(pageLength) });
      const response = await fetch(`${this.urls.emulator}/__emulator/requests?${query}`);
      const lines = (await response.text()).split("\n").filter((line) => line !== "");
      for (const line of lines) this.plan(JSON.parse(line) as Seen);
      if (lines.length < pageLength) return;
    }
  }

  private plan(seen: Seen): void {
    this.since = String(seen.seq);
    const opening = openingOf(seen);
    const publicKey = opening && this.publicKeys.get(opening.identity);
    if (!opening || !publicKey) return;
    const dueAt = Date.now() + opening.afterMs;
    this.planned.push({ token: opening.token, publicKey, dueAt, tries: 0 });
  }

  private async openDue(): Promise<void> {
    const now = Date.now();
    const due = this.planned.filter(({ dueAt }) => dueAt <= now);
    this.planned = this.planned.filter(({ dueAt }) => dueAt > now);
    for (let from = 0; from < due.length; from += atOnce) {
      await Promise.all(due.slice(from, from + atOnce).map((one) => this.open(one)));
    }
  }

  private async open(one: Planned): Promise<void> {
    const isTaken = await this.report(one);
    if (isTaken || one.tries + 1 >= mostTries) return;
    this.planned.push({ ...one, tries: one.tries + 1, dueAt: Date.now() + retryMs });
  }

  /** False: worth another try. */
  private async report({ token, publicKey }: Planned): Promise<boolean> {
    try {
      const response = await fetch(`${this.urls.web}/api/v1/launches`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-app-key": publicKey },
        body: JSON.stringify({ token, activationType: "foreground" }),
      });
      await response.arrayBuffer();
      return response.status < 429;
    } catch (error) {
      log.debug("A launch of the simulated audience was not taken.", { error });
      return false;
    }
  }
}

async function publicKeysByIdentity(): Promise<Map<string, string>> {
  const connection = connect(required("DATABASE_URL"), { max: 1, name: "herald audience" });
  try {
    const rows = await connection.db
      .select({ identity: appCredentials.identity, publicKey: apps.publicKey })
      .from(appCredentials)
      .innerJoin(
        apps,
        and(eq(apps.publisherId, appCredentials.publisherId), eq(apps.id, appCredentials.appId)),
      );
    return new Map(
      rows.map(({ identity, publicKey }) => [
        identity.packageSid?.toLowerCase() ?? identity.publicKey?.slice(0, serverKeyLength) ?? "",
        publicKey,
      ]),
    );
  } finally {
    await connection.close();
  }
}

export async function main(): Promise<void> {
  for (const event of ["disconnect", "SIGTERM", "SIGINT"]) process.on(event, () => process.exit(0));
  const { PORT, EMULATOR_PORT } = env();
  const urls = {
    emulator: `http://127.0.0.1:${EMULATOR_PORT}`,
    web: `http://127.0.0.1:${PORT}`,
  };
  await new Audience(urls, await publicKeysByIdentity()).run();
}

if (process.argv[1]?.endsWith("audience.ts")) await main();
