import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { badgeProblem } from "@/content/grammar/badge-value";
import { renderLanguage } from "@/content/notification-content";
import { isError, validatePayload } from "@/content/validate";
import { registrations, testPushes } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { actorName } from "@/server/notifications/drafts";
import { recordAudit } from "@/server/settings/audit";
import { testPushById } from "./queries";
import { type testPushInput, testsPerMinute } from "./schema";

/** Goes before every slice of every notification. */
const priority = -20;
const keptMs = 24 * 3_600_000;

type Input = z.infer<typeof testPushInput>;

/** Asks a worker to push the content to one device, once, outside of every statistic. */
export async function sendTest(ctx: Context, input: Input) {
  await requireDevice(ctx, input);
  requireSendable(input);
  await requirePatience(ctx);
  const { publisherId, now } = ctx;
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    await tx
      .delete(testPushes)
      .where(
        and(
          eq(testPushes.publisherId, publisherId),
          lt(testPushes.createdAt, new Date(now.getTime() - keptMs)),
        ),
      );
    const [row] = await tx
      .insert(testPushes)
      .values({ ...input, publisherId, requestedBy: actorName(ctx.actor), createdAt: now })
      .returning({ id: testPushes.id });
    if (!row) throw new Error("The insert of a test returned no row.");
    const payload = JSON.stringify({ publisherId, testId: row.id });
    // One attempt: a job that comes back finds the row taken, and nobody is asked twice.
    await tx.execute(sql`select graphile_worker.add_job('test-push', ${payload}::json,
      priority => ${priority}::int, max_attempts => 1)`);
    await recordAudit(inner, {
      action: "notification.tested",
      target: `registration ${input.registrationId}`,
      details: { kind: input.kind, language: input.language },
    });
    return testPushById(inner, row);
  });
}

/** Who opted out is not asked, not even for a test. */
async function requireDevice(ctx: Context, { appId, registrationId }: Input): Promise<void> {
  const [device] = await ctx.db
    .select({ status: registrations.status, isOptedOut: registrations.isOptedOut })
    .from(registrations)
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        eq(registrations.id, registrationId),
        eq(registrations.appId, appId),
      ),
    );
  if (!device) throw notFound("device");
  if (device.status === "gone") {
    throw new AppError("unprocessable", "Its channel has expired. Start the app there once more.");
  }
  if (device.isOptedOut) {
    throw new AppError("unprocessable", "This device has notifications turned off.");
  }
}

/** What Windows would refuse is not worth a request; placeholders and lengths are what tests are for. */
function requireSendable({ content, language, kind }: Input): void {
  const rendered = renderLanguage(content, language);
  const problem = rendered.ok
    ? validatePayload(rendered.xml, { trackLaunches: content.trackLaunches }).problems.find(isError)
    : rendered.problems[0];
  if (problem) {
    const message = `Line ${problem.line}, column ${problem.column}: ${problem.message}`;
    throw new AppError("unprocessable", message, { fields: [{ field: "content", message }] });
  }
  if (rendered.ok && rendered.document.root.name !== kind) {
    throw new AppError("unprocessable", `The content is no ${kind}.`);
  }
  const badge = content.badge === undefined ? undefined : badgeProblem(content.badge);
  if (badge) throw new AppError("unprocessable", badge);
}

async function requirePatience({ db, publisherId, now }: Context): Promise<void> {
  const since = new Date(now.getTime() - 60_000);
  const recent = and(eq(testPushes.publisherId, publisherId), gt(testPushes.createdAt, since));
  if ((await db.$count(testPushes, recent)) < testsPerMinute) return;
  throw new AppError("too_many", `Only ${testsPerMinute} tests a minute. Wait a moment.`, {
    retryAfterSeconds: 60,
  });
}
