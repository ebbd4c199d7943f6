import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NotificationStatus } from "@/db/enums";
import { apps, auditEvents, notificationApps, notifications, publishers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Context } from "@/server/context";
import {
  cancelNotification,
  pauseNotification,
  removeNotification,
  resumeNotification,
  scheduleNotification,
} from "./commands";
import { createNotification, duplicateNotification, updateDraft } from "./drafts";
import { draftOf, notificationById } from "./queries";

let database: TestDatabase;
let ctx: Context;
let stranger: Context;
let appId: number;
let foreignAppId: number;

const now = new Date("2026-11-22T14:30:00Z");

async function newPublisher(name: string): Promise<Context> {
  const [row] = await database.db.insert(publishers).values({ name }).returning();
  return {
    db: database.db,
    now,
    actor: { kind: "member", accountId: 1, name: "Tom Berg", role: "marketer" },
    publisherId: row?.id ?? 0,
  };
}

async function newApp(owner: Context, firstRegisteredAt: Date | null = now): Promise<number> {
  const [row] = await owner.db
    .insert(apps)
    .values({
      publisherId: owner.publisherId,
      name: "Contoso Runner",
      storeId: "9NBLGGH4RUNR",
      publicKey: `key-${Math.random()}`,
      firstRegisteredAt,
    })
    .returning();
  return row?.id ?? 0;
}

beforeAll(async () => {
  database = await testDatabase();
  ctx = await newPublisher("Contoso");
  stranger = await newPublisher("Fabrikam");
  appId = await newApp(ctx);
  foreignAppId = await newApp(stranger);
});
afterAll(() => database.close());

/** A draft that may be sent as it is. */
async function readyDraft() {
  return createNotification(ctx, { template: "rate", appId });
}

async function inStatus(status: NotificationStatus, frozenAt: Date | null = null) {
  const { id } = await readyDraft();
  await database.db.update(notifications).set({ status, frozenAt }).where(eq(notifications.id, id));
  return id;
}

async function freezeJobs(id: number): Promise<number> {
  const { rows } = await database.pool.query(
    "select run_at from graphile_worker.jobs where key = $1 and task_identifier = 'freeze'",
    [`freeze:${ctx.publisherId}:${id}`],
  );
  return rows.length;
}

test("a draft starts from its template with the app's values (P-26, P-54)", async () => {
  const row = await readyDraft();
  const draft = draftOf(row);
  expect(row).toMatchObject({ status: "draft", revision: 1, kind: "toast", createdBy: "Tom Berg" });
  expect(draft.name).toBe("Ask for ratings");
  expect(draft.audience.appIds).toEqual([appId]);
  expect(draft.content.document).toContain("ms-windows-store://review/?ProductId=9NBLGGH4RUNR");
  expect(draft.schedule).toMatchObject({ immediately: true, neverExpires: true });
});

test("a draft for an app of another publisher is refused like one that does not exist", async () => {
  const ask = (id: number) => createNotification(ctx, { template: "blank-toast", appId: id });
  await expect(ask(foreignAppId)).rejects.toThrow("There is no such app.");
  await expect(ask(999_999)).rejects.toThrow("There is no such app.");
});

test("an edit counts the revision and keeps the parts it does not name", async () => {
  const { id } = await readyDraft();
  const row = await updateDraft(ctx, { id, revision: 1, changes: { name: "Winter event" } });
  expect(row).toMatchObject({ revision: 2, name: "Winter event" });
  expect(draftOf(row).audience.appIds).toEqual([appId]);
});

test("an edit from an old revision says who changed the draft and when", async () => {
  const { id } = await readyDraft();
  await updateDraft(ctx, { id, revision: 1, changes: { name: "One" } });
  const late = updateDraft(ctx, { id, revision: 1, changes: { name: "Two" } });
  await expect(late).rejects.toMatchObject({
    code: "conflict",
    message: "Tom Berg changed this at 14:30 UTC.",
  });
});

test("of two edits at once one wins", async () => {
  const { id } = await readyDraft();
  const edits = ["One", "Two"].map((name) =>
    updateDraft(ctx, { id, revision: 1, changes: { name } }),
  );
  const settled = await Promise.allSettled(edits);
  expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("an edit that names an app of another publisher changes nothing", async () => {
  const row = await readyDraft();
  const audience = { ...draftOf(row).audience, appIds: [foreignAppId] };
  const edit = updateDraft(ctx, { id: row.id, revision: 1, changes: { audience } });
  await expect(edit).rejects.toThrow("There is no such app.");
  const after = await notificationById(ctx, { id: row.id });
  expect(after).toMatchObject({ revision: 1, draft: { audience: { appIds: [appId] } } });
});

test("Send stores the send time, wakes the engine and leaves a trace (P-40)", async () => {
  const { id } = await readyDraft();
  const row = await scheduleNotification(ctx, { id, revision: 1 });
  expect(row).toMatchObject({
    status: "scheduled",
    sendAt: now,
    expiresAt: null,
    estimatedCount: null,
  });
  expect(await freezeJobs(id)).toBe(1);
  const events = await database.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.target, `notification ${id}`));
  expect(events.map(({ action }) => action)).toContain("notification.scheduled");
});

test("a later send time in UTC is kept and leaves the engine asleep (P-27)", async () => {
  const { id, schedule } = await readyDraft();
  const later = { ...schedule, immediately: false, date: "2026-11-27", time: "09:00" };
  const changes = { schedule: draftOf({ ...(await readyDraft()), schedule: later }).schedule };
  await updateDraft(ctx, { id, revision: 1, changes });
  const row = await scheduleNotification(ctx, { id, revision: 2 });
  expect(row.sendAt).toEqual(new Date("2026-11-27T09:00:00Z"));
  expect(row.estimatedCount).toBe(0);
  expect(await freezeJobs(id)).toBe(0);
});

test("each customer’s local time starts when the first zone on Earth reaches it (P-27)", async () => {
  const draft = await readyDraft();
  const schedule = {
    ...draftOf(draft).schedule,
    immediately: false,
    date: "2026-11-27",
    time: "09:00",
    zone: "local" as const,
  };
  await updateDraft(ctx, { id: draft.id, revision: 1, changes: { schedule } });
  const row = await scheduleNotification(ctx, { id: draft.id, revision: 2 });
  expect(row.sendAt).toEqual(new Date("2026-11-26T19:00:00Z"));
});

test("resumed before the freeze, a send time that has passed starts now", async () => {
  const draft = await readyDraft();
  await scheduleNotification(ctx, { id: draft.id, revision: 1 });
  await pauseNotification(ctx, { id: draft.id });
  const later = new Date(ctx.now.getTime() + 3_600_000);
  const row = await resumeNotification({ ...ctx, now: later }, { id: draft.id });
  expect([row.status, row.sendAt]).toEqual(["scheduled", later]);
});

test("Send checks every rule again and names the fields (P-62)", async () => {
  const { id } = await createNotification(ctx, { template: "feedback", appId });
  const sent = scheduleNotification(ctx, { id, revision: 1 });
  await expect(sent).rejects.toMatchObject({
    code: "unprocessable",
    fields: [{ field: "content.launch" }],
  });
  expect(await freezeJobs(id)).toBe(0);
});

test("Send is refused for an app without a registered device (P-24)", async () => {
  const silent = await newApp(ctx, null);
  const { id } = await createNotification(ctx, { template: "rate", appId: silent });
  await expect(scheduleNotification(ctx, { id, revision: 1 })).rejects.toThrow(
    "Contoso Runner has not registered a device yet.",
  );
});

test("Send of a revision that was not reviewed is a conflict", async () => {
  const { id } = await readyDraft();
  await updateDraft(ctx, { id, revision: 1, changes: { name: "Edited after the review" } });
  await expect(scheduleNotification(ctx, { id, revision: 1 })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("Send twice at once schedules once", async () => {
  const { id } = await readyDraft();
  const sends = [1, 2].map(() => scheduleNotification(ctx, { id, revision: 1 }));
  const settled = await Promise.allSettled(sends);
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

const verbs = {
  cancel: cancelNotification,
  pause: pauseNotification,
  resume: resumeNotification,
  remove: removeNotification,
};

test.each<[keyof typeof verbs, NotificationStatus[], NotificationStatus[]]>([
  ["cancel", ["scheduled", "sending", "paused"], ["draft", "completed", "cancelled"]],
  ["pause", ["scheduled", "sending"], ["draft", "paused", "completed", "cancelled"]],
  ["resume", ["paused"], ["draft", "scheduled", "sending", "completed", "cancelled"]],
  ["remove", ["draft"], ["scheduled", "sending", "paused", "completed", "cancelled"]],
])("%s is done from %j and is a conflict from %j", async (verb, allowed, refused) => {
  for (const status of allowed) {
    await expect(verbs[verb](ctx, { id: await inStatus(status) })).resolves.toBeDefined();
  }
  for (const status of refused) {
    const id = await inStatus(status);
    await expect(verbs[verb](ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  }
});

test("an edit or Send of what was sent is a conflict", async () => {
  const id = await inStatus("sending");
  const edit = updateDraft(ctx, { id, revision: 1, changes: { name: "Late" } });
  await expect(edit).rejects.toThrow("is being sent and can’t be changed");
  const send = scheduleNotification(ctx, { id, revision: 1 });
  await expect(send).rejects.toMatchObject({ code: "conflict" });
});

test("a paused notification goes back to where it was", async () => {
  const before = await resumeNotification(ctx, { id: await inStatus("paused") });
  const after = await resumeNotification(ctx, { id: await inStatus("paused", now) });
  expect([before.status, after.status]).toEqual(["scheduled", "sending"]);
  expect(await freezeJobs(after.id)).toBe(1);
});

test("cancelling before the freeze ends it; after, the engine records the rest", async () => {
  const before = await cancelNotification(ctx, { id: await inStatus("scheduled") });
  const after = await cancelNotification(ctx, { id: await inStatus("sending", now) });
  expect(before).toMatchObject({ cancelledAt: now, finishedAt: now });
  expect(after).toMatchObject({ cancelledAt: now, finishedAt: null });
  expect(await freezeJobs(after.id)).toBe(1);
});

test("pausing names the person", async () => {
  const row = await pauseNotification(ctx, { id: await inStatus("sending", now) });
  expect(row).toMatchObject({ status: "paused", pausedBy: "Tom Berg", pauseReason: null });
});

test("a duplicate is a new draft with the same apps and no send time", async () => {
  const id = await inStatus("completed");
  const copy = await duplicateNotification(ctx, { id });
  expect(copy).toMatchObject({ name: "Copy of Ask for ratings", status: "draft", revision: 1 });
  const linked = await database.db
    .select()
    .from(notificationApps)
    .where(eq(notificationApps.notificationId, copy.id));
  expect(linked.map((link) => link.appId)).toEqual([appId]);
});

test("every command and query answers a foreign publisher as if nothing were there", async () => {
  const id = await inStatus("scheduled");
  const draft = await readyDraft();
  const deeds = [
    () => notificationById(stranger, { id }),
    () => updateDraft(stranger, { id: draft.id, revision: 1, changes: { name: "Mine" } }),
    () => scheduleNotification(stranger, { id: draft.id, revision: 1 }),
    () => duplicateNotification(stranger, { id }),
    () => cancelNotification(stranger, { id }),
    () => pauseNotification(stranger, { id }),
    () => resumeNotification(stranger, { id }),
    () => removeNotification(stranger, { id: draft.id }),
  ];
  for (const deed of deeds) {
    await expect(deed()).rejects.toMatchObject({
      code: "not_found",
      message: "There is no such notification.",
    });
  }
  const [row] = await database.db
    .select({ status: notifications.status })
    .from(notifications)
    .where(and(eq(notifications.publisherId, ctx.publisherId), eq(notifications.id, id)));
  expect(row?.status).toBe("scheduled");
});
