import { type Connection, connect } from "@/db/connect";
import { required } from "./env";

const globalConnection = globalThis as typeof globalThis & {
  heraldConnection?: Connection;
  heraldIngest?: Connection;
  heraldScans?: Connection;
};

/** One pool per process, also across hot reloads. */
export function connection(): Connection {
  globalConnection.heraldConnection ??= connect(required("DATABASE_URL"), { max: 12 });
  return globalConnection.heraldConnection;
}

export const db = () => connection().db;

/**
 * For what apps report. Planning is most of the cost of these statements: left to itself, Postgres plans them
 * anew for each call (1.0 instead of 0.5 ms of its CPU per registration).
 */
export function ingestDb() {
  globalConnection.heraldIngest ??= connect(required("DATABASE_URL"), {
    max: 8,
    name: "herald ingest",
    plansOnce: true,
  });
  return globalConnection.heraldIngest.db;
}

/** For counts over all people of an app: slow ones wait for each other, not the portal for them. */
export function scansDb() {
  globalConnection.heraldScans ??= connect(required("DATABASE_URL"), {
    max: 6,
    name: "herald counts",
  });
  return globalConnection.heraldScans.db;
}
