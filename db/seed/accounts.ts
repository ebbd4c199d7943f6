import type { Database } from "@/db/connect";
import type { Role } from "@/db/enums";
import { accounts, apiKeys, members, publishers } from "@/db/schema";
import { hashPassword } from "@/server/publishers/passwords";
import { hashOfKey, shownPrefix } from "@/server/settings/keys";
import { apiScopes } from "@/server/settings/schema";

export interface DemoOptions {
  /** Of every demo account. */
  password: string;
  apiKey: string;
}

export interface DemoMember {
  accountId: number;
  name: string;
  role: Role;
}

export interface DemoPublisher {
  publisherId: number;
  members: DemoMember[];
}

const people: readonly { role: Role; name: string }[] = [
  { role: "owner", name: "Ines Maas" },
  { role: "manager", name: "Tom Berg" },
  { role: "marketer", name: "Ida Moreau" },
  { role: "analyst", name: "Lars Novak" },
];

const day = 86_400_000;

/** The demo publisher with a member of every role, its API key, and an empty publisher beside it (DESIGN 10). */
export async function insertAccounts(
  db: Database,
  { password, apiKey }: DemoOptions,
  now: Date,
): Promise<DemoPublisher> {
  const createdAt = new Date(now.getTime() - 700 * day);
  const [demo, empty] = await db
    .insert(publishers)
    .values([
      { name: "Contoso Games", isSample: true, createdAt },
      { name: "Fabrikam Studios", isSample: true, createdAt: now },
    ])
    .returning({ id: publishers.id });
  if (!demo || !empty) throw new Error("The demo publishers were not inserted.");
  const passwordHash = await hashPassword(password);
  const found: DemoMember[] = [];
  for (const { role, name } of people) {
    const email = `${role}@demo.test`;
    const accountId = await insertMember(db, {
      email,
      name,
      role,
      passwordHash,
      publisherId: demo.id,
    });
    found.push({ accountId, name, role });
  }
  const stranger = { email: "owner@other.test", name: "Robin Vale", role: "owner" as const };
  await insertMember(db, { ...stranger, passwordHash, publisherId: empty.id });
  await db.insert(apiKeys).values({
    publisherId: demo.id,
    name: "Demo",
    prefix: shownPrefix(apiKey),
    keyHash: hashOfKey(apiKey),
    scopes: [...apiScopes],
    createdBy: found[0]?.accountId,
    createdAt: now,
  });
  return { publisherId: demo.id, members: found };
}

interface NewMember {
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  publisherId: number;
}

async function insertMember(db: Database, member: NewMember): Promise<number> {
  const { email, name, role, passwordHash, publisherId } = member;
  const [account] = await db
    .insert(accounts)
    .values({ email, name, passwordHash })
    .returning({ id: accounts.id });
  if (!account) throw new Error("A demo account was not inserted.");
  await db.insert(members).values({ publisherId, accountId: account.id, role });
  return account.id;
}
