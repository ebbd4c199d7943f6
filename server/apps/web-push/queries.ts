import { and, eq } from "drizzle-orm";
import { appCredentials } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";

/** With which key the app's pages and service workers subscribe. */
export async function webPushKey(
  ctx: Pick<Context, "db" | "publisherId">,
  { appId }: { appId: number },
): Promise<{ publicKey: string }> {
  const [row] = await ctx.db
    .select({ identity: appCredentials.identity })
    .from(appCredentials)
    .where(
      and(
        eq(appCredentials.publisherId, ctx.publisherId),
        eq(appCredentials.appId, appId),
        eq(appCredentials.provider, "webpush"),
      ),
    );
  const publicKey = row?.identity.publicKey;
  if (publicKey === undefined) {
    throw new AppError("not_found", "This app has no Web Push key yet. Make one on its page.");
  }
  return { publicKey };
}
