import { randomInt } from "node:crypto";
import { guidOf } from "@/server/connector/schema";
import { normalizeEmail } from "@/server/groups/known/email-list";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** con_8fQ2LkVt4a, psh_9Kd3TzQwX0: what people and programs call a connection or a push. */
export function newPublicId(prefix: "con" | "psh"): string {
  const letters = Array.from({ length: 10 }, () => base62[randomInt(base62.length)]);
  return `${prefix}_${letters.join("")}`;
}

/** One entry of `recipients`, as the directory and the customers keep such names. */
export interface RecipientName {
  position: number;
  recipient: string;
  email: string | null;
  objectId: string | null;
}

/** Section I.4: a GUID in any case and braces is an object id, what has an @ an address; else it is nobody. */
export function readRecipients(recipients: readonly string[]): RecipientName[] {
  return recipients.map((recipient, position) => {
    const objectId = guidOf(recipient) ?? null;
    const email = objectId === null ? (normalizeEmail(recipient) ?? null) : null;
    return { position, recipient, email, objectId };
  });
}
