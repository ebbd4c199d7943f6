import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { hashPassword } from "./passwords";
import { signInWithPassword } from "./sign-in";

let database: TestDatabase;
let passwordHash: string;
beforeAll(async () => {
  database = await testDatabase({ max: 10 });
  passwordHash = await hashPassword("correct horse battery");
});
afterAll(() => database.close());

const now = new Date("2026-11-22T14:31:20Z");
let serial = 0;

async function person(values: Partial<typeof accounts.$inferInsert> = {}): Promise<string> {
  serial += 1;
  const email = `s${serial}@demo.test`;
  await database.db.insert(accounts).values({ email, name: "Ines", passwordHash, ...values });
  return email;
}

function tryWith(email: string, password: string, options: { address?: string; at?: Date } = {}) {
  const address = options.address ?? "203.0.113.9";
  return signInWithPassword(database.db, { email, password, address }, options.at ?? now);
}

const wrong = (email: string, options: { address?: string; at?: Date } = {}) =>
  expect(tryWith(email, "wrong", options)).rejects;

describe("signing in with a password (P18, T12)", () => {
  it("lets the right password in, however the e-mail is written", async () => {
    const email = await person();
    const written = ` ${email.toUpperCase().replace("@", "＠")} `;
    expect(await tryWith(written, "correct horse battery")).toMatchObject({ name: "Ines" });
  });

  it("says the same for a wrong password, an unknown e-mail and a disabled account", async () => {
    const message = "That e-mail and password don’t match. 4 tries left.";
    await wrong(await person(), { address: "198.51.100.1" }).toThrow(message);
    await wrong("nobody@demo.test", { address: "198.51.100.2" }).toThrow(message);
    const disabled = await person({ isDisabled: true });
    await expect(tryWith(disabled, "correct horse battery")).rejects.toThrow(message);
    const withoutPassword = await person({ passwordHash: null });
    await expect(tryWith(withoutPassword, "")).rejects.toThrow(message);
  });

  it("counts down and then says when to come back, also to the right password", async () => {
    const email = await person();
    for (const left of ["4 tries", "3 tries", "2 tries", "1 try", "0 tries"])
      await wrong(email).toThrow(`${left} left.`);
    await wrong(email).toThrow("Too many tries. Try again at 14:47 UTC.");
    await expect(tryWith(email, "correct horse battery")).rejects.toMatchObject({
      code: "too_many",
    });
    const at = new Date(now.getTime() + 15 * 60_000);
    expect(await tryWith(email, "correct horse battery", { at })).toBeDefined();
  });

  it("lets 100 tries at once from 100 addresses make five", async () => {
    const email = await person();
    const tries = Array.from({ length: 100 }, (_, i) =>
      tryWith(email, "wrong", { address: `198.51.100.${i}` }).catch((error) => error.code),
    );
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === "unauthorized")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many")).toHaveLength(95);
  });

  it("never locks out somebody at an address they signed in from before", async () => {
    const email = await person();
    const home = { address: "192.0.2.7" };
    await tryWith(email, "correct horse battery", home);
    for (let i = 0; i < 6; i += 1)
      await tryWith(email, "wrong", { address: "203.0.113.66" }).catch(() => undefined);
    await wrong(email, { address: "203.0.113.66" }).toThrow("Too many tries.");
    expect(await tryWith(email, "correct horse battery", home)).toBeDefined();
  });

  it("slows down one address that tries many accounts", async () => {
    const options = { address: "203.0.113.200" };
    for (let i = 0; i < 50; i += 1)
      await tryWith(`spray${i}@demo.test`, "wrong", options).catch(() => undefined);
    await wrong("spray99@demo.test", options).toThrow("Too many tries.");
  });

  it("takes about as long for an unknown e-mail as for a known one", async () => {
    const median = async (email: (i: number) => Promise<string>) => {
      const times: number[] = [];
      for (let i = 0; i < 9; i += 1) {
        const who = await email(i);
        const start = performance.now();
        await tryWith(who, "wrong", { address: `10.0.0.${i}` }).catch(() => undefined);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[4] ?? 0;
    };
    const known = await median(() => person());
    const unknown = await median(async (i) => `unknown${i}@demo.test`);
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});
