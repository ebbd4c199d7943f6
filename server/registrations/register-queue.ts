import type { Database } from "@/db/connect";
import { GroupCommit } from "@/server/group-commit";
import {
  type RegisterResult,
  type RegisterRow,
  runRegister,
  runRegisterInTurn,
} from "./register-sql";

const lanes = 2;
const mostAtOnce = 64;
const mostTries = 20;

type RegisterQueue = GroupCommit<RegisterRow, RegisterResult | undefined>;

const queues = new WeakMap<object, RegisterQueue>();

/**
 * Writes a registration, together with those that come in the meantime (decision 0139). undefined: the installation
 * exists and the secret is not its own.
 */
export function gatherRegistration(
  db: Database,
  row: RegisterRow,
): Promise<RegisterResult | undefined> {
  return queueOf(db).add(row);
}

function queueOf(db: Database): RegisterQueue {
  if (!db.$client) throw new Error("Registering needs a connection pool, not a transaction.");
  const known = queues.get(db.$client);
  if (known) return known;
  const queue: RegisterQueue = new GroupCommit({
    lanes,
    mostAtOnce,
    keysOf,
    write: (rows) => runRegister(db, rows),
    writeAlone: (row) => registerInTurn(db, row),
  });
  queues.set(db.$client, queue);
  return queue;
}

/** The rows it writes or claims, other than those it takes a channel from. */
function keysOf({ publisherId, appId, ...row }: RegisterRow): string[] {
  return [
    `install ${appId} ${row.installId}`,
    `channel ${appId} ${row.channelHash.toString("base64")}`,
    `device ${publisherId} ${row.deviceKey}`,
    ...(row.externalUserId === null ? [] : [`customer ${publisherId} ${row.externalUserId}`]),
  ];
}

/**
 * Two processes' installations that claim one channel at the same instant collide in the unique index, and two that
 * wait for each other are told so: the losers go on one after the other, by a lock on the channel.
 */
async function registerInTurn(db: Database, row: RegisterRow): Promise<RegisterResult | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runRegisterInTurn(db, row);
    } catch (error) {
      if (attempt >= mostTries || !isCollision(error)) throw error;
    }
  }
}

const collisions = new Set(["23505", "40P01", "40001"]);

function isCollision(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    collisions.has(error.code)
  );
}
