import { type Connection, connect } from "@/db/connect";
import { required } from "./env";

const globalConnection = globalThis as typeof globalThis & { heraldConnection?: Connection };

/** One pool per process, also across hot reloads. */
export function connection(): Connection {
  globalConnection.heraldConnection ??= connect(required("DATABASE_URL"), { max: 12 });
  return globalConnection.heraldConnection;
}

export const db = () => connection().db;
