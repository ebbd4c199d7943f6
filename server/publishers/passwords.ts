import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

// OWASP's second choice: 19 MiB, two passes. argon2id is the package's default algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

let dummyHash: Promise<string> | undefined;

/**
 * Whether the password is right. Without a hash (unknown person, or one who only uses the identity
 * provider) the same work is done against a hash of nothing anybody knows, and the answer is no.
 */
export async function verifyPassword(
  storedHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  dummyHash ??= hashPassword(randomBytes(24).toString("base64"));
  const isRight = await verify(storedHash ?? (await dummyHash), password.normalize("NFKC"));
  return isRight && Boolean(storedHash);
}

// Without look-alikes, so that it can be read aloud. 20 of 32 signs: 100 bits.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789-";

/** For a new member; shown once to the person who added them. */
export function temporaryPassword(): string {
  const letters = alphabet.replace("-", "x");
  const signs = [...randomBytes(20)].map((byte) => letters.charAt(byte % letters.length));
  return [0, 5, 10, 15].map((start) => signs.slice(start, start + 5).join("")).join("-");
}
