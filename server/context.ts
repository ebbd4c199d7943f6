import type { Database } from "@/db/connect";
import type { Role } from "@/db/enums";

/** Who asks. Commands record it in the audit log. */
export type Actor =
  | { kind: "member"; accountId: number; name: string; role: Role }
  | { kind: "api_key"; apiKeyId: number; name: string; scopes: string[]; connectionId?: number }
  | { kind: "device"; appId: number }
  | { kind: "system"; name: string };

/** What every query and command is given. The publisher comes from the session or key, never from input. */
export interface Context {
  db: Database;
  /** A small pool of its own for scans of millions of rows, so that they hold up nothing else; else db. */
  scans?: Database;
  now: Date;
  actor: Actor;
  publisherId: number;
}
