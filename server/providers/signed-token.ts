import { createPrivateKey, type KeyObject, sign } from "node:crypto";

export type SigningAlgorithm = "RS256" | "ES256";

const keyTypes: Record<SigningAlgorithm, string> = { RS256: "rsa", ES256: "ec" };

/** A JSON web token (RFC 7519) signed with a PEM private key. */
export function signToken(
  algorithm: SigningAlgorithm,
  parts: { header?: Record<string, string>; claims: Record<string, string | number> },
  pem: string,
): string {
  const head = { alg: algorithm, typ: "JWT", ...parts.header };
  const text = `${encode(head)}.${encode(parts.claims)}`;
  const key = readPrivateKey(algorithm, pem);
  if (!key) throw new Error(`The stored key is no ${algorithm} key`);
  const signature = sign(
    "sha256",
    Buffer.from(text),
    algorithm === "ES256" ? { key, dsaEncoding: "ieee-p1363" } : key,
  );
  return `${text}.${signature.toString("base64url")}`;
}

/** The key of a PEM text when it fits the algorithm; undefined for anything else. */
export function readPrivateKey(algorithm: SigningAlgorithm, pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey({ key: pem, format: "pem" });
    const isCurve = algorithm === "RS256" || key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    return key.asymmetricKeyType === keyTypes[algorithm] && isCurve ? key : undefined;
  } catch (error) {
    // OpenSSL's refusal of the text; what it says names no more than we do.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
