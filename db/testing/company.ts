import { randomUUID } from "node:crypto";
import type { Database } from "@/db/connect";
import {
  appCustomers,
  connections,
  customers,
  devices,
  directoryPeople,
  groupGroups,
  groupPeople,
  securityGroups,
} from "@/db/schema";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import { emulatorChannel } from "@/emulators/wns/channel";
import { newPublicId } from "@/server/connector/send/names";
import type { Context } from "@/server/context";
import { packageSid } from "./sendable";

/** A directory with every kind of person that SendPushNotification tells apart, for tests. */

export type Company = Awaited<ReturnType<typeof insertCompany>>;

interface Known {
  id: number;
  email: string;
  objectId: string;
}

class Builder {
  private made = 0;

  constructor(
    readonly ctx: Context,
    readonly appId: number,
  ) {}

  async person(name: string): Promise<Known> {
    const email = `${name}@contoso.test`;
    const objectId = randomUUID();
    const { publisherId } = this.ctx;
    const [row] = await this.ctx.db
      .insert(directoryPeople)
      .values({ publisherId, name, email, objectId })
      .returning({ id: directoryPeople.id });
    return { id: row?.id ?? 0, email, objectId };
  }

  async customer(values: { email?: string; externalId?: string }): Promise<number> {
    const { publisherId } = this.ctx;
    const [row] = await this.ctx.db
      .insert(customers)
      .values({ publisherId, ...values })
      .returning({ id: customers.id });
    return row?.id ?? 0;
  }

  async uses(customerId: number, values: Partial<typeof appCustomers.$inferInsert> = {}) {
    const { publisherId } = this.ctx;
    await this.ctx.db
      .insert(appCustomers)
      .values({ publisherId, appId: this.appId, customerId, ...values });
  }

  async device(): Promise<number> {
    const { publisherId } = this.ctx;
    const [row] = await this.ctx.db
      .insert(devices)
      .values({ publisherId, deviceKey: randomUUID() })
      .returning({ id: devices.id });
    return row?.id ?? 0;
  }

  async registration(
    customerId: number,
    values: Partial<Parameters<typeof insertRegistration>[2]> = {},
  ): Promise<number> {
    this.made += 1;
    const sid = packageSid(this.appId);
    const channel = emulatorChannel({ packageSid: sid, n: this.made, state: "ok" });
    const row = await insertRegistration(this.ctx, this.appId, { customerId, channel, ...values });
    return row.id;
  }

  async group(name: string, people: Known[]): Promise<Known> {
    const email = `${name}@contoso.test`;
    const objectId = randomUUID();
    const { publisherId } = this.ctx;
    const [row] = await this.ctx.db
      .insert(securityGroups)
      .values({ publisherId, name, email, objectId })
      .returning({ id: securityGroups.id });
    const groupId = row?.id ?? 0;
    for (const { id } of people) {
      await this.ctx.db.insert(groupPeople).values({ publisherId, groupId, personId: id });
    }
    return { id: groupId, email, objectId };
  }

  async nest(group: Known, member: Known): Promise<void> {
    const { publisherId } = this.ctx;
    await this.ctx.db
      .insert(groupGroups)
      .values({ publisherId, groupId: group.id, memberGroupId: member.id });
  }
}

export async function insertCompany(db: Database) {
  const ctx = await insertPublisher(db);
  const app = await insertApp(ctx);
  const make = new Builder(ctx, app.id);
  const { people, registrations } = await insertPeople(make);
  const groups = await insertGroups(make, people);
  const [connectionId, revokedId] = [newPublicId("con"), newPublicId("con")];
  const given = { publisherId: ctx.publisherId, appId: app.id, createdBy: "Ana" };
  await db.insert(connections).values([
    { ...given, publicId: connectionId, name: "Cases" },
    { ...given, publicId: revokedId, name: "Old", revokedAt: ctx.now },
  ]);
  return { ctx, app, connectionId, revokedId, people, groups, registrations };
}

async function insertPeople(make: Builder) {
  const [anna, ben, cleo] = [
    await make.person("anna"),
    await make.person("ben"),
    await make.person("cleo"),
  ];
  const annaCustomer = await make.customer({ email: anna.email });
  const annaPhone = await make.registration(annaCustomer);
  await make.registration(annaCustomer);
  // The app registered this one with the object id as its user id, in capitals.
  await make.registration(await make.customer({ externalId: ben.objectId.toUpperCase() }));
  const cleoCustomer = await make.customer({ externalId: cleo.email });
  const deviceId = await make.device();
  const before = new Date("2026-01-01T00:00:00Z");
  await make.registration(cleoCustomer, { deviceId, lastActiveAt: before });
  const cleoNew = await make.registration(cleoCustomer, { deviceId });

  const dora = await make.person("dora");
  const eric = await make.person("eric");
  const ericCustomer = await make.customer({ email: eric.email });
  await make.uses(ericCustomer);
  await make.registration(ericCustomer, { status: "gone" });
  const finn = await make.person("finn");
  const finnCustomer = await make.customer({ email: finn.email });
  await make.uses(finnCustomer, { isOptedOut: true });
  await make.registration(finnCustomer);
  const gina = await make.person("gina");
  await make.registration(await make.customer({ email: gina.email }), { isOptedOut: true });
  const hugo = await make.person("hugo");
  const hugoCustomer = await make.customer({ email: hugo.email });
  await make.uses(hugoCustomer, { ageGroup: 1 });
  await make.registration(hugoCustomer);
  const guest = { id: 0, email: "guest@elsewhere.test", objectId: "" };
  await make.registration(await make.customer({ email: guest.email }));
  const shared = await make.person("shared");
  const people = { anna, ben, cleo, dora, eric, finn, gina, hugo, guest, shared };
  return { people, registrations: { annaPhone, cleoNew } };
}

async function insertGroups(
  make: Builder,
  people: Record<"ben" | "cleo" | "dora" | "anna" | "guest", Known>,
) {
  const { anna, ben, cleo, dora } = people;
  const lena = await make.person("lena");
  await make.registration(await make.customer({ email: lena.email }));
  const judges = await make.group("judges", [ben, cleo, lena]);
  const board = await make.group("board", [anna, ben, dora]);
  const inner = await make.group("inner", [cleo]);
  // A circle: board → inner → board.
  await make.nest(board, inner);
  await make.nest(inner, board);
  return { judges, board, inner };
}
