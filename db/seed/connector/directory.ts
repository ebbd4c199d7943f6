import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import {
  appCustomers,
  customers,
  devices,
  directoryPeople,
  groupGroups,
  groupPeople,
  registrations,
  securityGroups,
} from "@/db/schema";
import { emulatorChannel } from "@/emulators/wns/channel";
import { versionKey } from "@/server/apps/version";
import { type AppKey, demoApps } from "../apps";

/** The staff of the demo publisher: whom its connections can name. */

const domain = "contoso-games.example";
const firstDevice = 9_000_000;
const day = 86_400_000;

/** The one that the samples of the connector show. */
const printedIds: Record<string, string> = {
  [`ben.ito@${domain}`]: "f60ccf6f-7579-4f92-967c-2920473c966b",
};

// name | what is different about them
const staff = `
Anna Lind | two devices
Ben Ito
Tom Berg | has not the app
Ida Moreau
Clara Novak
Daniel Okafor
Elif Kaya
Farid Haddad | opted out
Greta Olsen
Hugo Martins
Ines Duarte
Jonas Weber
Keiko Tanaka | two devices
Liam Byrne
Mara Horvat
Nadia Petrova
Omar Farouk | no device
Paula Reyes
Quentin Roche
Rosa Marino
Samuel Adeyemi
Tessa de Vries
Umar Sheikh
Vera Lindqvist
Will Turner
Xenia Popescu
Yusuf Demir
Zoe Martin | two devices
Arne Holm
Bianca Rossi
Chen Wei
Dina Salah | opted out
Emil Kowalski
Freya Dahl
Gabriel Costa
Hana Kim
Igor Babic
Julia Stein
Karim Nasser
Lotte Jansen`
  .trim()
  .split("\n")
  .map((line) => {
    const [name = "", quirk] = line.split(" | ");
    const email = `${name.toLowerCase().replaceAll(" ", ".")}@${domain}`;
    return { name, quirk, email, objectId: objectIdOf(email) };
  });

function objectIdOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return printedIds[text] ?? [...parts, hex.slice(20, 32)].join("-");
}

export const staffGroups = [
  { name: "Judges", key: "judges", people: staff.slice(3, 16), groups: [] },
  { name: "Organisers", key: "organisers", people: staff.slice(16, 22), groups: [] },
  { name: "Club captains", key: "captains", people: staff.slice(20, 30), groups: [] },
  {
    name: "Tournament staff",
    key: "tournament-staff",
    people: staff.slice(0, 2),
    groups: ["judges", "organisers"],
  },
  { name: "Storm desk", key: "storm-desk", people: staff.slice(30, 36), groups: [] },
  {
    name: "All staff",
    key: "all-staff",
    people: staff.slice(36),
    groups: ["tournament-staff", "captains", "storm-desk"],
  },
] as const;

export const staffEmail = (key: string) => `${key}@${domain}`;

interface Given {
  publisherId: number;
  apps: Record<AppKey, number>;
  now: Date;
}

export async function insertDirectory(db: Database, given: Given): Promise<void> {
  const people = new Map<string, number>();
  for (const [place, person] of staff.entries()) {
    people.set(person.email, await insertPerson(db, given, { ...person, place }));
  }
  const groups = new Map<string, number>();
  const { publisherId } = given;
  for (const { name, key } of staffGroups) {
    const email = staffEmail(key);
    const [row] = await db
      .insert(securityGroups)
      .values({ publisherId, name, email, objectId: objectIdOf(email) })
      .returning({ id: securityGroups.id });
    groups.set(key, row?.id ?? 0);
  }
  for (const group of staffGroups) {
    const groupId = groups.get(group.key) ?? 0;
    await db.insert(groupPeople).values(
      group.people.map(({ email }) => ({
        ...{ publisherId, groupId },
        personId: people.get(email) ?? 0,
      })),
    );
    for (const member of group.groups) {
      const memberGroupId = groups.get(member) ?? 0;
      await db.insert(groupGroups).values({ publisherId, groupId, memberGroupId });
    }
  }
}

type Placed = (typeof staff)[number] & { place: number };

async function insertPerson(db: Database, given: Given, person: Placed): Promise<number> {
  const { publisherId, apps, now } = given;
  const { name, email, objectId, quirk, place } = person;
  const [row] = await db
    .insert(directoryPeople)
    .values({ publisherId, name, email, objectId })
    .returning({ id: directoryPeople.id });
  if (quirk === "has not the app") return row?.id ?? 0;
  const [customer] = await db
    .insert(customers)
    .values({ publisherId, email, externalId: objectId })
    .returning({ id: customers.id });
  const customerId = customer?.id ?? 0;
  const keys: AppKey[] = place < 30 ? ["chess"] : ["weather", "chess"];
  for (const key of keys) {
    const lastUsedAt = new Date(now.getTime() - (place % 9) * day);
    await db.insert(appCustomers).values({
      ...{ publisherId, appId: apps[key], customerId, lastUsedAt, sessions30d: 12 },
      // Staff and not players: 25 to 34, in no segment of people who buy.
      ...{ ageGroup: 3, market: "DE", isOptedOut: quirk === "opted out" },
      acquiredAt: new Date(now.getTime() - 200 * day),
    });
    if (quirk === "no device") continue;
    for (let n = 0; n < (quirk === "two devices" ? 2 : 1); n++) {
      await insertDevice(db, given, { key, customerId, n: place * 4 + n, lastUsedAt });
    }
  }
  return row?.id ?? 0;
}

async function insertDevice(
  db: Database,
  { publisherId, apps }: Given,
  made: { key: AppKey; customerId: number; n: number; lastUsedAt: Date },
): Promise<void> {
  const app = demoApps.find(({ key }) => key === made.key);
  if (!app) throw new Error(`There is no demo app ${made.key}.`);
  const n = firstDevice + made.n;
  const deviceKey = `staff-${n}`;
  const [device] = await db
    .insert(devices)
    .values({ publisherId, deviceKey, deviceType: "pc" })
    .onConflictDoUpdate({ target: [devices.publisherId, devices.deviceKey], set: { deviceKey } })
    .returning({ id: devices.id });
  const channel = emulatorChannel({ packageSid: app.packageSid, n, state: "ok" });
  const [version = "1.0.0"] = app.versions[0] ?? [];
  await db.insert(registrations).values({
    ...{ publisherId, appId: apps[made.key], customerId: made.customerId },
    ...{ deviceId: device?.id ?? null, installId: `install-${made.key}-${n}`, provider: "wns" },
    ...{ channel, language: "en-US", timeZone: "Europe/Berlin", market: "DE" },
    channelHash: createHash("sha256").update(channel).digest(),
    secretHash: createHash("sha256").update(`synthetic ${n}`).digest(),
    appVersion: version,
    appVersionKey: versionKey(version) ?? 0,
    lastActiveAt: made.lastUsedAt,
    createdAt: sql`${made.lastUsedAt.toISOString()}::timestamptz - interval '60 days'`,
  });
}
