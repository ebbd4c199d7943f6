import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Company, insertCompany } from "@/db/testing/company";
import { changeMembers, saveGroup, savePerson } from "./commands";
import { importDirectory } from "./import";
import { exportDirectory, listGroups, listMembers, listPeople } from "./queries";
import { directoryListInput, membersInput, personInput } from "./schema";

let database: TestDatabase;
let company: Company;

beforeAll(async () => {
  database = await testDatabase();
  company = await insertCompany(database.db);
});
afterAll(() => database.close());

const page = (q = "") => directoryListInput.parse({ q });

it("says who has which app, opted in or out, with live channels (C-06 to C-08)", async () => {
  const { rows } = await listPeople(company.ctx, page());
  const of = (name: string) => rows.find((row) => row.name === name)?.apps;
  const app = company.app.name;
  expect(of("anna")).toEqual([{ name: app, isOptedOut: false, liveChannels: 2 }]);
  expect(of("ben")).toEqual([{ name: app, isOptedOut: false, liveChannels: 1 }]);
  expect(of("dora")).toEqual([]);
  expect(of("eric")).toEqual([{ name: app, isOptedOut: false, liveChannels: 0 }]);
  expect(of("finn")).toEqual([{ name: app, isOptedOut: true, liveChannels: 1 }]);
  expect(of("gina")).toEqual([{ name: app, isOptedOut: true, liveChannels: 0 }]);
});

it("counts people of nested groups once and lists them, circles included", async () => {
  const { rows } = await listGroups(company.ctx, page());
  expect(rows.map(({ name, people, groups }) => [name, people, groups])).toEqual([
    ["board", 4, ["inner"]],
    ["inner", 4, ["board"]],
    ["judges", 3, []],
  ]);
  const { id } = company.groups.inner;
  const members = await listMembers(company.ctx, { ...page(), id });
  expect(members.rows.map(({ name }) => name)).toEqual(["anna", "ben", "cleo", "dora"]);
});

it("an e-mail and an object id belong to one person", async () => {
  const { ctx, people } = company;
  const given = { name: "Copy", email: people.anna.email.toUpperCase(), objectId: "" };
  await expect(savePerson(ctx, personInput.parse(given))).rejects.toMatchObject({
    code: "conflict",
    fields: [{ field: "email" }],
  });
  expect(personInput.safeParse({ name: "x", email: "", objectId: "" }).success).toBe(false);
});

it("members are added by any of the four names; names nobody has are told", async () => {
  const { ctx, people, groups } = company;
  const values = { name: "New", email: "new@contoso.test", objectId: null };
  const { id } = await saveGroup(ctx, values);
  const add = [
    people.anna.email,
    `{${people.ben.objectId.toUpperCase()}}`,
    groups.judges.email,
    "x@y.z",
  ];
  const done = await changeMembers(ctx, membersInput.parse({ id, add }));
  expect(done).toEqual({ added: 3, notFound: ["x@y.z"] });
  const { total } = await listMembers(ctx, { ...page(), id });
  expect(total).toBe(4);
  await changeMembers(ctx, membersInput.parse({ id, removeGroups: [groups.judges.id] }));
  expect((await listMembers(ctx, { ...page(), id })).total).toBe(2);
});

it("a CSV adds and renews people and puts them into groups; wrong lines are named", async () => {
  const other = await insertCompany(database.db);
  const { ctx } = other;
  const csv = [
    "name,email,object_id,groups",
    "Anna Lind,anna@contoso.test,,judges",
    "Zoe,zoe@contoso.test,11111111-2222-4333-8444-555555555555,judges@contoso.test|board",
    "Nobody,,not-an-id,",
    "Ada,ada@contoso.test,,Jugdes|judges",
  ].join("\n");
  const done = await importDirectory(ctx, { csv });
  expect(done).toMatchObject({
    people: 3,
    memberships: 4,
    problems: [{ line: 4 }, { line: 5, message: "No group is called Jugdes." }],
  });
  expect((await listPeople(ctx, page("Anna Lind"))).total).toBe(1);
  const { csv: out } = await exportDirectory(ctx);
  const noted = sql`publisher_id = ${ctx.publisherId} and action = 'directory.exported'`;
  expect(await database.db.$count(auditEvents, noted)).toBe(1);
  expect(out).toContain(
    "Zoe,zoe@contoso.test,11111111-2222-4333-8444-555555555555,board@contoso.test|judges",
  );
  await expect(importDirectory(ctx, { csv: "a,b\n1,2" })).rejects.toMatchObject({
    code: "unprocessable",
  });
});

it("a CSV adds the object ID or the new address of somebody known; an address has one owner", async () => {
  const { ctx, people } = await insertCompany(database.db);
  const [fresh, later] = [
    "aaaaaaaa-2222-4333-8444-555555555555",
    "bbbbbbbb-2222-4333-8444-555555555555",
  ];
  await savePerson(ctx, { name: "Kim", email: "kim@contoso.test", objectId: null });
  const lines = [
    "name,email,object_id",
    `Kim,kim@contoso.test,${fresh}`,
    `Ben,ben.new@contoso.test,${people.ben.objectId}`,
    `Usurper,${people.anna.email},${later}`,
    `Again,ben.new@contoso.test,cccccccc-2222-4333-8444-555555555555`,
  ];
  expect(await importDirectory(ctx, { csv: lines.join("\n") })).toEqual({
    people: 2,
    memberships: 0,
    problems: [
      { line: 5, message: "Line 3 has this e-mail address." },
      { line: 4, message: "Somebody else has this e-mail address." },
    ],
  });
  const found = async (q: string) => (await listPeople(ctx, page(q))).rows;
  expect(await found(fresh ?? "")).toMatchObject([{ name: "Kim", email: "kim@contoso.test" }]);
  expect(await found("ben.new@contoso.test")).toMatchObject([{ objectId: people.ben.objectId }]);
  expect(await found(people.anna.email)).toMatchObject([{ name: "anna" }]);
});

it("nothing of it reaches another publisher", async () => {
  const other = await insertCompany(database.db);
  await expect(
    listMembers(other.ctx, { ...page(), id: company.groups.board.id }),
  ).rejects.toMatchObject({ code: "not_found" });
  const { people } = company;
  const input = membersInput.parse({ id: other.groups.board.id, add: [people.anna.objectId] });
  expect(await changeMembers(other.ctx, input)).toMatchObject({ added: 0 });
});
