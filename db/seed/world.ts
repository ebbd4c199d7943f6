import type { DeviceType } from "@/db/enums";
import { type AppKey, type DemoApp, demoApps } from "./apps";
import * as chosen from "./distributions";
import { type Market, markets } from "./markets";
import { createRandom, type Random, weighted } from "./random";

/** The synthetic people of the demo publisher, their devices and installations. Pure and repeatable. */

export interface Person {
  /** Place in World.people; ids are given when the rows are inserted. */
  index: number;
  /** null: plays without an account, so the publisher knows only devices. */
  externalId: string | null;
  email: string | null;
  market: string;
  createdAt: Date;
}

export interface DeviceRow {
  key: string;
  type: DeviceType;
  osVersion: string;
  createdAt: Date;
}

export interface AppUse {
  app: AppKey;
  person: number;
  ageGroup: number;
  gender: number;
  deviceType: DeviceType;
  acquisitionType: number;
  storeClient: number;
  channel: number;
  churn: number;
  rating: number;
  hasPurchased: boolean;
  isOptedOut: boolean;
  isEligible: boolean;
  sessions30d: number;
  minutes30d: number;
  storeSpendCents: number;
  appSpendCents: number;
  acquiredAt: Date;
  addOnAcquiredAt: Date | null;
  lastUsedAt: Date;
  campaignId: string | null;
  referrerDomain: string | null;
}

export interface Installation {
  app: AppKey;
  person: number;
  device: number;
  n: number;
  language: string;
  timeZone: string | null;
  market: string;
  appVersion: string;
  osVersion: string;
  isOptedOut: boolean;
  createdAt: Date;
  lastActiveAt: Date;
  /** When the push service declared, or will declare, the channel dead. */
  diesAt: Date | undefined;
  /** How much likelier than others this person opens the app from a toast. */
  eagerness: number;
}

export interface World {
  people: Person[];
  devices: DeviceRow[];
  uses: AppUse[];
  installations: Installation[];
}

/** How the push service answers for a channel: most take everything, dead ones expire, a few are difficult. */
export function channelStateAt(
  { n, diesAt }: Pick<Installation, "n" | "diesAt">,
  at: Date,
): "ok" | "expired" | "throttled" | "dropped" | "unknown" {
  if (diesAt !== undefined && diesAt < at) return "expired";
  if (n % 410 === 7) return "throttled";
  if (n % 1_300 === 19) return "dropped";
  return n % 890 === 11 ? "unknown" : "ok";
}

const day = 86_400_000;
const oldestDays = 540;

export function createWorld(options: { people: number; now: Date; seed?: number }): World {
  const random = createRandom(options.seed ?? 2026);
  const world: World = { people: [], devices: [], uses: [], installations: [] };
  for (let index = 0; index < options.people; index++) {
    addPerson(world, { random, now: options.now, index });
  }
  return world;
}

interface Making {
  random: Random;
  now: Date;
  index: number;
}

const drawMarket = weighted(markets.map((market) => [market, market.weight] as const));
const drawers = new Map<Market, { language: Draw; zone: Draw }>();
type Draw = (random: Random) => string;

function drawerOf(market: Market) {
  const known = drawers.get(market);
  if (known) return known;
  const made = { language: weighted(market.languages), zone: weighted(market.zones) };
  drawers.set(market, made);
  return made;
}

function addPerson(world: World, { random, now, index }: Making): void {
  const market = drawMarket(random);
  const drawer = drawerOf(market);
  const language = drawer.language(random);
  const timeZone = random.chance(chosen.unknownZoneShare) ? null : drawer.zone(random);
  const hasAccount = index === 0 || !random.chance(chosen.noAccountShare);
  const firstDays = oldestDays * random.next() ** 1.1;
  const createdAt = new Date(now.getTime() - firstDays * day - random.next() * day);
  world.people.push({
    index,
    externalId: hasAccount ? `player-${100_000 + index}` : null,
    email: hasAccount ? chosen.emailOf(random, index) : null,
    market: market.code,
    createdAt,
  });
  const devices = [addDevice(world, { random, createdAt })];
  if (random.chance(chosen.secondDeviceShare))
    devices.push(addDevice(world, { random, createdAt }));
  const traits = { ageGroup: chosen.ageGroup(random), gender: chosen.gender(random) };
  for (const app of appsOf(random, index)) {
    const use = makeUse({ random, now, app, person: index, createdAt, traits });
    use.deviceType = world.devices[devices[0] ?? 0]?.type ?? "unknown";
    if (hasAccount) world.uses.push(use);
    const installedOn = random.chance(0.35) ? devices : devices.slice(0, 1);
    for (const device of installedOn) {
      const made = install({ random, now, app, use, device: world.devices[device] });
      const n = world.installations.length + 1;
      const common = { app: app.key, person: index, device, n, language, timeZone };
      world.installations.push({ ...made, ...common, market: market.code });
    }
  }
}

function addDevice(world: World, given: { random: Random; createdAt: Date }): number {
  const { random, createdAt } = given;
  const type = chosen.deviceType(random);
  const key = random.bytes(16).toString("hex");
  world.devices.push({ key, type, osVersion: chosen.windowsBuild(random), createdAt });
  return world.devices.length - 1;
}

function appsOf(random: Random, index: number): DemoApp[] {
  if (index === 0) return [...demoApps];
  for (;;) {
    const used = demoApps.filter(({ share }) => random.chance(share));
    if (used.length > 0) return used;
  }
}

interface UseRequest {
  random: Random;
  now: Date;
  app: DemoApp;
  person: number;
  createdAt: Date;
  traits: { ageGroup: number; gender: number };
}

function makeUse({ random, now, app, person, createdAt, traits }: UseRequest): AppUse {
  const acquiredAt = later(random, createdAt, { meanDays: 40, limit: now });
  const stays = random.chance(0.56);
  const lastUsedAt = stays
    ? earlier(random, now, { meanDays: 3.5, limit: acquiredAt })
    : later(random, acquiredAt, { meanDays: 70, limit: now });
  const idleDays = (now.getTime() - lastUsedAt.getTime()) / day;
  const sessions30d = idleDays > 30 ? 0 : Math.ceil((30 - idleDays) * random.next() ** 2);
  const isPayer = random.chance(chosen.payerShare);
  const spend = Math.exp(Math.log(chosen.spendMedianCents) + random.normal() * chosen.spendSpread);
  const source = chosen.channel(random);
  return {
    app: app.key,
    person,
    ...traits,
    deviceType: "pc",
    acquisitionType: chosen.acquisitionType(random),
    storeClient: chosen.storeClient(random),
    channel: source,
    churn: idleDays < 7 ? 1 : idleDays < 21 ? 2 : 3,
    rating: chosen.rating(random),
    hasPurchased: isPayer,
    isOptedOut: random.chance(chosen.optedOutShare),
    isEligible: !random.chance(chosen.ineligibleShare),
    sessions30d,
    minutes30d: Math.round(sessions30d * (4 + 14 * random.next())),
    storeSpendCents: isPayer ? Math.round(spend / 1.4) : 0,
    appSpendCents: isPayer ? Math.round(spend) : 0,
    acquiredAt,
    addOnAcquiredAt: isPayer ? later(random, acquiredAt, { meanDays: 25, limit: now }) : null,
    lastUsedAt,
    campaignId: source === 2 ? chosen.campaign(random) : null,
    referrerDomain: random.chance(0.18) ? chosen.referrer(random) : null,
  };
}

interface InstallRequest {
  random: Random;
  now: Date;
  app: DemoApp;
  use: AppUse;
  device: DeviceRow | undefined;
}

function install({ random, now, app, use, device }: InstallRequest) {
  const lastActiveAt = use.lastUsedAt;
  const isForgotten = now.getTime() - lastActiveAt.getTime() > 30 * day;
  // Windows drops a channel that its app did not renew for 30 days, though not at once.
  // Older ones were mostly taken out of the data before Herald came, recent ones are found out by sending.
  const isRecent = now.getTime() - lastActiveAt.getTime() < 100 * day;
  const expires = isForgotten && random.chance(isRecent ? 0.6 : 0.1);
  const isRemoved = !expires && random.chance(0.006);
  const base = expires ? lastActiveAt.getTime() + 30 * day : lastActiveAt.getTime();
  return {
    appVersion: versionAt(random, app, { at: lastActiveAt, now }),
    osVersion: device?.osVersion ?? "10.0.26100.7171",
    isOptedOut: random.chance(chosen.optedOutShare / 2),
    createdAt: use.acquiredAt,
    lastActiveAt,
    diesAt: expires || isRemoved ? new Date(base + random.next() * 45 * day) : undefined,
    eagerness: 0.25 + 1.5 * random.next() * (isForgotten ? 0.15 : 1),
  };
}

/** The newest version that was out when the app was last opened; some are a version behind. */
function versionAt(random: Random, app: DemoApp, when: { at: Date; now: Date }): string {
  const daysAgo = (when.now.getTime() - when.at.getTime()) / day;
  const newest = app.versions.findIndex(([, published]) => published >= daysAgo);
  const place = newest < 0 ? app.versions.length - 1 : newest;
  const behind = random.chance(0.12) ? 1 : 0;
  const version = app.versions[Math.min(place + behind, app.versions.length - 1)];
  return version?.[0] ?? "1.0.0";
}

interface Reach {
  meanDays: number;
  limit: Date;
}

/** An instant after `from`, exponentially distributed, never after `limit`. */
function later(random: Random, from: Date, { meanDays, limit }: Reach): Date {
  const at = from.getTime() - Math.log(1 - random.next()) * meanDays * day;
  return at < limit.getTime() ? new Date(at) : between(random, from, limit);
}

function earlier(random: Random, from: Date, { meanDays, limit }: Reach): Date {
  const at = from.getTime() + Math.log(1 - random.next()) * meanDays * day;
  return at > limit.getTime() ? new Date(at) : between(random, limit, from);
}

function between(random: Random, from: Date, to: Date): Date {
  return new Date(from.getTime() + random.next() * (to.getTime() - from.getTime()));
}
