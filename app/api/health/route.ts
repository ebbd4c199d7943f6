import { connection } from "@/server/db";
import { log } from "@/server/log";

export const dynamic = "force-dynamic";

const noStore = { "Cache-Control": "no-store" };

/** Ready when 200: the web process answers and reaches its database. */
export async function GET(): Promise<Response> {
  try {
    await connection().pool.query("select 1");
    return Response.json({ status: "ready" }, { headers: noStore });
  } catch (error) {
    log.warn("The database does not answer.", { error });
    const headers = { ...noStore, "Retry-After": "1" };
    return Response.json({ status: "the database does not answer" }, { status: 503, headers });
  }
}
