import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appCustomers, apps, customers, devices, registrations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { register, retireRegistration, unregister } from "./commands";
import type { RegistrationInput } from "./schema";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ max: 12 });
});
afterAll(() => database.close());

let ctx: Context;
let appId: number;
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
});

const uri = (name: string) => `https://db3.notify.windows.com/?token=${name}%2bA%3d`;

function body(values: Partial<RegistrationInput> = {}): RegistrationInput {
  return {
    channel: { type: "wns", uri: uri("first") },
    userId: "user-1",
    language: "de-at",
    timeZone: "W. Europe Standard Time",
    market: "at",
    appVersion: "5.2",
    osVersion: "10.0.26100",
    deviceType: "pc",
    deviceId: "device-1",
    ...values,
  };
}

const install = (installId: string, secret?: string) => ({ appId, installId, secret });

function rowsOf(installId?: string) {
  return ctx.db
    .select()
    .from(registrations)
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        installId === undefined ? undefined : eq(registrations.installId, installId),
      ),
    );
}

async function rowOf(installId: string) {
  const [row] = await rowsOf(installId);
  if (!row) throw new Error(`${installId} has no row.`);
  return row;
}

test("the first call makes one row with canonical values and answers with a secret (K-02)", async () => {
  const answer = await register(ctx, install("install-1"), body());
  expect(answer).toMatchObject({ changed: true, timeZone: "Europe/Berlin" });
  expect(answer.registrationSecret).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(await rowOf("install-1")).toMatchObject({
    id: answer.registrationId,
    channel: uri("first"),
    language: "de-AT",
    timeZone: "Europe/Berlin",
    market: "AT",
    appVersion: "5.2",
    status: "live",
    isOptedOut: false,
  });
});

test("of two first calls the later one waits, and does not take the row of the earlier (P14)", async () => {
  const client = await database.pool.connect();
  await client.query("begin");
  await client.query(
    `insert into registrations (publisher_id, app_id, install_id, provider, channel, secret_hash,
      language, market, app_version, app_version_key)
    values ($1, $2, 'install-1', 'wns', 'first', 'hash', 'de', 'DE', '1', 1)`,
    [ctx.publisherId, appId],
  );
  const later = register(ctx, install("install-1"), body()).catch((error: Error) => error);
  await untilBlocked();
  await client.query("commit");
  client.release();
  expect(await later).toMatchObject({ code: "unauthorized" });
  expect(await rowOf("install-1")).toMatchObject({ channel: "first" });
});

async function untilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
  }
}

test("100 concurrent first calls of one installation make one row and one secret (P14)", async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 100 }, () => register(ctx, install("install-1"), body())),
  );
  const made = answers.flatMap((a) => (a.status === "fulfilled" ? [a.value] : []));
  const refused = answers.flatMap((a) => (a.status === "rejected" ? [a.reason.code] : []));
  expect(made).toHaveLength(1);
  expect(new Set(refused)).toEqual(new Set(["unauthorized"]));
  expect(await rowsOf()).toHaveLength(1);
  expect(await ctx.db.$count(customers, eq(customers.publisherId, ctx.publisherId))).toBe(1);
  expect(await ctx.db.$count(devices, eq(devices.publisherId, ctx.publisherId))).toBe(1);
});

test("100 concurrent calls with the secret all succeed on the one row", async () => {
  const { registrationSecret } = await register(ctx, install("install-1"), body());
  await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      register(ctx, install("install-1", registrationSecret), body({ appVersion: `5.${i}` })),
    ),
  );
  expect(await rowsOf()).toHaveLength(1);
});

test("100 installations that claim one channel at once leave it with exactly one (K-06)", async () => {
  await Promise.all(
    Array.from({ length: 100 }, (_, i) => register(ctx, install(`install-${i}-x`), body())),
  );
  const rows = await rowsOf();
  expect(rows).toHaveLength(100);
  expect(rows.filter((row) => row.channelHash !== null)).toHaveLength(1);
  expect(rows.filter((row) => row.status === "live")).toHaveLength(1);
});

describe("no take-over (T2, P14)", () => {
  test.each([undefined, "", "wrong-secret", "x".repeat(5_000)])(
    "secret %j changes nothing of an existing installation",
    async (secret) => {
      await register(ctx, install("install-1"), body());
      const before = await rowOf("install-1");
      const attack = body({
        channel: { type: "wns", uri: uri("evil") },
        userId: "mallory",
        deviceId: "evil-device",
      });
      await expect(register(ctx, install("install-1", secret), attack)).rejects.toMatchObject({
        code: "unauthorized",
      });
      expect(await rowOf("install-1")).toEqual(before);
      const strangers = eq(customers.externalId, "mallory");
      expect(
        await ctx.db.$count(customers, and(eq(customers.publisherId, ctx.publisherId), strangers)),
      ).toBe(0);
    },
  );

  test("a wrong secret does not take the channel from a third installation", async () => {
    await register(ctx, install("install-1"), body());
    await register(ctx, install("install-2"), body({ channel: { type: "wns", uri: uri("b") } }));
    const attack = register(ctx, install("install-2", "wrong"), body());
    await expect(attack).rejects.toMatchObject({ code: "unauthorized" });
    expect(await rowOf("install-1")).toMatchObject({ status: "live" });
  });

  test("the secret of one installation opens no other", async () => {
    const first = await register(ctx, install("install-1"), body());
    await register(ctx, install("install-2"), body({ channel: { type: "wns", uri: uri("b") } }));
    const before = await rowOf("install-2");
    await expect(
      register(ctx, install("install-2", first.registrationSecret), body()),
    ).rejects.toMatchObject({ code: "unauthorized" });
    await expect(
      unregister(ctx, install("install-2", first.registrationSecret)),
    ).rejects.toMatchObject({ code: "unauthorized" });
    expect(await rowOf("install-2")).toEqual(before);
  });

  test("another app's or publisher's key makes a row of its own and touches none", async () => {
    const { registrationSecret } = await register(ctx, install("install-1"), body());
    const before = await rowOf("install-1");
    const otherApp = await insertApp(ctx);
    const foreign = await insertPublisher(database.db);
    const foreignApp = await insertApp(foreign);
    const places = [
      { at: ctx, appId: otherApp.id },
      { at: foreign, appId: foreignApp.id },
    ];
    for (const place of places) {
      const answer = await register(
        place.at,
        { appId: place.appId, installId: "install-1", secret: registrationSecret },
        body(),
      );
      expect(answer.registrationSecret).toBeDefined();
    }
    const [mine] = (await rowsOf("install-1")).filter((row) => row.appId === appId);
    expect(mine).toEqual(before);
  });
});

test("a channel that moved to another installation leaves the old one gone as superseded", async () => {
  await register(ctx, install("install-1"), body());
  await register(ctx, install("install-2"), body());
  expect(await rowOf("install-1")).toMatchObject({
    status: "gone",
    goneReason: "superseded",
    channelHash: null,
    goneAt: ctx.now,
  });
  expect(await rowOf("install-2")).toMatchObject({ status: "live" });
});

test("the same channel in two apps stays in both: a channel belongs to one app (K-09)", async () => {
  const other = await insertApp(ctx);
  await register(ctx, install("install-1"), body());
  await register(ctx, { appId: other.id, installId: "install-1", secret: undefined }, body());
  expect((await rowsOf()).every((row) => row.status === "live")).toBe(true);
});

test("a registration that is gone lives again when it registers anew, whatever made it go", async () => {
  const { registrationSecret: secret } = await register(ctx, install("install-1"), body());
  await unregister(ctx, install("install-1", secret));
  expect(await rowOf("install-1")).toMatchObject({
    status: "gone",
    goneReason: "unregistered",
    channelHash: null,
  });
  await unregister(ctx, install("install-1", secret));
  const again = await register(ctx, install("install-1", secret), body());
  expect(again).toMatchObject({ changed: true });
  expect(again.registrationSecret).toBeUndefined();
  expect(await rowOf("install-1")).toMatchObject({
    status: "live",
    goneReason: null,
    goneAt: null,
  });
});

test("every call is a heartbeat, and time never runs backwards (section 5)", async () => {
  const { userId: _, ...signedOut } = body();
  const { registrationSecret: secret } = await register(ctx, install("install-1"), signedOut);
  const later = new Date(ctx.now.getTime() + 3_600_000);
  const answer = await register({ ...ctx, now: later }, install("install-1", secret), signedOut);
  expect(answer).toMatchObject({ changed: false });
  expect((await rowOf("install-1")).lastActiveAt).toEqual(later);
  await register(ctx, install("install-1", secret), signedOut);
  expect((await rowOf("install-1")).lastActiveAt).toEqual(later);
});

test("customer, device and activity follow what the app reports (P-35)", async () => {
  const { registrationSecret: secret } = await register(ctx, install("install-1"), body());
  const ofApp = and(eq(appCustomers.publisherId, ctx.publisherId), eq(appCustomers.appId, appId));
  const [first] = await ctx.db.select().from(appCustomers).where(ofApp);
  expect(first).toMatchObject({ market: "AT", deviceType: 1, lastUsedAt: ctx.now });
  const { userId: _, ...signedOut } = body({ market: "DE", osVersion: "10.0.27000" });
  await register(ctx, install("install-1", secret), signedOut);
  expect(await rowOf("install-1")).toMatchObject({ customerId: null, market: "DE" });
  const [device] = await ctx.db
    .select()
    .from(devices)
    .where(eq(devices.publisherId, ctx.publisherId));
  expect(device).toMatchObject({ deviceKey: "d:device-1", osVersion: "10.0.27000" });
});

test("two apps on one device share the device; without a device id each installation is its own", async () => {
  const other = await insertApp(ctx);
  await register(ctx, install("install-1"), body());
  await register(ctx, { appId: other.id, installId: "install-1", secret: undefined }, body());
  const { deviceId: _, ...anonymous } = body({ channel: { type: "wns", uri: uri("c") } });
  await register(ctx, install("install-3"), anonymous);
  const rows = await rowsOf();
  expect(new Set(rows.map((row) => row.deviceId)).size).toBe(2);
});

test("opting out stays until the app says otherwise", async () => {
  const { registrationSecret: s } = await register(
    ctx,
    install("i-1-long"),
    body({ optedOut: true }),
  );
  await register(ctx, install("i-1-long", s), body());
  expect(await rowOf("i-1-long")).toMatchObject({ isOptedOut: true });
  await register(ctx, install("i-1-long", s), body({ optedOut: false }));
  expect(await rowOf("i-1-long")).toMatchObject({ isOptedOut: false });
});

test("an unknown time zone is stored as null, and the device is registered (P6)", async () => {
  const answer = await register(ctx, install("install-1"), body({ timeZone: "foo5bar" }));
  expect(answer.timeZone).toBeNull();
  expect(await rowOf("install-1")).toMatchObject({ timeZone: null });
});

test("the first registration of an app is noted once (P-24)", async () => {
  await register(ctx, install("install-1"), body());
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 60_000) };
  await register(later, install("install-2"), body({ channel: { type: "wns", uri: uri("b") } }));
  const [app] = await ctx.db
    .select({ at: apps.firstRegisteredAt })
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, appId)));
  expect(app?.at).toEqual(ctx.now);
});

const refusedBodies: [string, Partial<RegistrationInput>, string][] = [
  ["a foreign host", { channel: { type: "wns", uri: "https://evil.example/?token=1" } }, "channel"],
  [
    "a look-alike host",
    { channel: { type: "wns", uri: "https://xnotify.windows.com/?token=1" } },
    "channel",
  ],
  [
    "an inner address",
    { channel: { type: "wns", uri: "https://169.254.169.254/?x=.notify.windows.com" } },
    "channel",
  ],
  [
    "user information",
    { channel: { type: "wns", uri: "https://a.notify.windows.com@evil.example/" } },
    "channel",
  ],
  [
    "an odd port",
    { channel: { type: "wns", uri: "https://db3.notify.windows.com:8443/?token=1" } },
    "channel",
  ],
  [
    "plain http",
    { channel: { type: "wns", uri: "http://db3.notify.windows.com/?token=1" } },
    "channel",
  ],
  ["a provider that is not enabled", { channel: { type: "apns", token: "abc" } }, "channel"],
  ["a language that is none", { language: "english please" }, "language"],
  ["a market that is none", { market: "ZZ" }, "market"],
  ["a version that is none", { appVersion: "five" }, "appVersion"],
];

test.each(refusedBodies)("%s is refused and writes nothing (T3, P14)", async (_, values, field) => {
  await expect(register(ctx, install("install-1"), body(values))).rejects.toMatchObject({
    code: "unprocessable",
    fields: [{ field }],
  });
  expect(await rowsOf()).toHaveLength(0);
});

test("a person retires a live registration once, and only the own publisher's", async () => {
  const { registrationId: id } = await register(ctx, install("install-1"), body());
  const foreign = await insertPublisher(database.db);
  await expect(retireRegistration(foreign, { id })).rejects.toMatchObject({ code: "not_found" });
  await retireRegistration(ctx, { id });
  expect(await rowOf("install-1")).toMatchObject({ status: "gone", goneReason: "retired" });
  await expect(retireRegistration(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
});

describe("registrations that come together are written together (decision 0139)", () => {
  const channel = (name: string) => ({ channel: { type: "wns" as const, uri: uri(name) } });
  const own = (name: string) =>
    body({ ...channel(name), userId: `user-${name}`, deviceId: `device-${name}` });

  test("300 different ones at once each get their own answer, secret and rows", async () => {
    const names = Array.from({ length: 300 }, (_, i) => `many-${i}-x`);
    const statements = await statementsOf(async () => {
      const answers = await Promise.all(
        names.map((name) => register(ctx, install(name), own(name))),
      );
      expect(new Set(answers.map((one) => one.registrationSecret)).size).toBe(300);
      for (const [place, answer] of answers.entries()) {
        const [row] = await rowsOf(names[place]);
        expect(row).toMatchObject({ id: answer.registrationId, channel: uri(names[place] ?? "") });
      }
      const again = await Promise.all(
        names.map((name, i) =>
          register(ctx, install(name, answers[i]?.registrationSecret), own(name)),
        ),
      );
      expect(again.map((one) => one.registrationId)).toEqual(
        answers.map((one) => one.registrationId),
      );
      expect(again.some((one) => one.changed || one.registrationSecret !== undefined)).toBe(false);
    });
    expect(statements).toBeLessThan(30);
    expect(await ctx.db.$count(customers, eq(customers.publisherId, ctx.publisherId))).toBe(300);
    expect(await ctx.db.$count(devices, eq(devices.publisherId, ctx.publisherId))).toBe(300);
    expect(await ctx.db.$count(appCustomers, eq(appCustomers.publisherId, ctx.publisherId))).toBe(
      300,
    );
  });

  test("foreign secrets among good ones are refused and change nothing; the good ones go through", async () => {
    const names = Array.from({ length: 20 }, (_, i) => `mixed-${i}-x`);
    const made = await Promise.all(names.map((name) => register(ctx, install(name), own(name))));
    const before = await rowsOf();
    // Each odd one presents the secret of its neighbour.
    const results = await Promise.allSettled(
      names.map((name, i) => {
        const secret = made[i % 2 === 0 ? i : i - 1]?.registrationSecret;
        return register(ctx, install(name, secret), { ...own(name), appVersion: "6.0" });
      }),
    );
    for (const [i, result] of results.entries()) {
      expect(result.status).toBe(i % 2 === 0 ? "fulfilled" : "rejected");
      const row = before.find((one) => one.installId === names[i]);
      if (i % 2 === 1) expect(await rowOf(names[i] ?? "")).toEqual(row);
      else expect(await rowOf(names[i] ?? "")).toMatchObject({ appVersion: "6.0" });
    }
  });

  test("one that Postgres can't take harms only itself", async () => {
    const good = Array.from({ length: 10 }, (_, i) =>
      register(ctx, install(`good-${i}-x`), own(`g${i}`)),
    );
    const bad = register(ctx, { ...install("bad-one-x"), appId: 2_000_000_000 }, own("bad"));
    await expect(bad).rejects.toMatchObject({ code: "23503" });
    await Promise.all(good);
    expect(await rowsOf()).toHaveLength(10);
  });

  test("two calls of one installation at once are as two in sequence: the later one wins", async () => {
    const { registrationSecret: secret } = await register(ctx, install("install-1"), body());
    await Promise.all(
      ["5.3", "5.4", "5.5"].map((appVersion) =>
        register(ctx, install("install-1", secret), body({ appVersion })),
      ),
    );
    expect(await rowOf("install-1")).toMatchObject({ appVersion: "5.5" });
    const first = register(ctx, install("install-2"), own("two"));
    const second = register(ctx, install("install-2"), own("evil"));
    expect((await first).registrationSecret).toBeDefined();
    await expect(second).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("two installations that swap their channels at once both keep living", async () => {
    const a = await register(ctx, install("install-a"), own("a"));
    const b = await register(ctx, install("install-b"), own("b"));
    await Promise.all([
      register(ctx, install("install-a", a.registrationSecret), { ...own("a"), ...channel("b") }),
      register(ctx, install("install-b", b.registrationSecret), { ...own("b"), ...channel("c") }),
    ]);
    expect(await rowOf("install-a")).toMatchObject({ status: "live", channel: uri("b") });
    expect(await rowOf("install-b")).toMatchObject({ status: "live", channel: uri("c") });
  });

  test("one that waits for somebody else's lock keeps only itself waiting", async () => {
    const { registrationSecret: secret } = await register(ctx, install("locked-one"), own("l"));
    const client = await database.pool.connect();
    await client.query("begin");
    await client.query("select from registrations where install_id = 'locked-one' for update");
    let isDone = false;
    const locked = register(ctx, install("locked-one", secret), { ...own("l"), market: "DE" }).then(
      () => {
        isDone = true;
      },
    );
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => register(ctx, install(`other-${i}-x`), own(`o${i}`))),
    );
    expect(isDone).toBe(false);
    await client.query("commit");
    client.release();
    await locked;
    expect(await rowOf("locked-one")).toMatchObject({ market: "DE" });
  });

  test("the same again within the hour writes nothing; anything else, or another app's later use, does", async () => {
    const { registrationSecret: secret } = await register(ctx, install("install-1"), body());
    const version = async () => {
      const { rows } = await database.pool.query(
        "select r.xmin as r, p.xmin as p from registrations r join app_customers p using (publisher_id, app_id, customer_id) where publisher_id = $1 and install_id = 'install-1'",
        [ctx.publisherId],
      );
      return rows[0];
    };
    const again = async (values: Partial<RegistrationInput>, minutes = 0) => {
      const now = new Date(ctx.now.getTime() + minutes * 60_000);
      await register({ ...ctx, now }, install("install-1", secret), body(values));
    };
    const first = await version();
    await again({});
    expect(await version()).toEqual(first);
    const changes: Partial<RegistrationInput>[] = [
      { language: "en-US" },
      { timeZone: "UTC" },
      { market: "DE" },
      { appVersion: "5.3" },
      { osVersion: "10.0.27000" },
      { deviceType: "phone" },
      { deviceId: "device-2" },
      { userId: "user-2" },
      { optedOut: true },
      channel("another"),
    ];
    for (const change of changes) {
      const before = await version();
      await again(change);
      expect(await version()).not.toEqual(before);
      await again({ optedOut: false });
    }
    const settled = await version();
    await again({}, 60);
    expect(await version()).not.toEqual(settled);
    const other = await insertApp(ctx);
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 61 * 60_000) };
    await register(later, { appId: other.id, installId: "install-9", secret: undefined }, body());
    const newest = await version();
    await again({}, 62);
    expect(await version()).not.toEqual(newest);
  });
});

/** How many statements the pool was given meanwhile, other than those of this file's look-ups. */
async function statementsOf(deed: () => Promise<void>): Promise<number> {
  const query = database.pool.query;
  let count = 0;
  database.pool.query = ((...given: unknown[]) => {
    const [first] = given;
    if (typeof first === "object" && first !== null && "name" in first && first.name === "register")
      count += 1;
    return query.apply(database.pool, given as never);
  }) as typeof query;
  try {
    await deed();
  } finally {
    database.pool.query = query;
  }
  return count;
}
