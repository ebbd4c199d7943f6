import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** PEM texts of a key and a certificate that vouches for itself; `cert` is also the authority to trust. */
export interface Certificate {
  key: string;
  cert: string;
}

const dayMs = 86_400_000;

/**
 * A self-signed P-256 certificate for these host names, made on the spot: no key lies in the repository and no
 * openssl is needed. X.509 v3 as of RFC 5280, the few fields that TLS looks at.
 */
export function makeCertificate(hosts: string[], now = Date.now()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = der(0x30, der(0x31, der(0x30, oid.commonName, der(0x0c, Buffer.from("Emulator")))));
  const algorithm = der(0x30, oid.ecdsaWithSha256);
  const signed = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, positive(randomBytes(16))),
    algorithm,
    name,
    der(0x30, time(now - dayMs), time(now + 30 * dayMs)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(0x30, alternativeNames(hosts))),
  );
  const signature = sign("sha256", signed, privateKey);
  const certificate = der(0x30, signed, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: pem(certificate),
  };
}

/** No empty line at the end: whether the text fills its last line depends on the signature's length. */
function pem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

const oid = {
  commonName: Buffer.from("0603550403", "hex"),
  ecdsaWithSha256: Buffer.from("06082a8648ce3d040302", "hex"),
  subjectAltName: Buffer.from("0603551d11", "hex"),
};

function alternativeNames(hosts: string[]): Buffer {
  const names = hosts.map((host) => der(0x82, Buffer.from(host)));
  return der(0x30, oid.subjectAltName, der(0x04, der(0x30, ...names)));
}

/** One DER element: tag, length, contents. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  return Buffer.concat([Buffer.from([tag, ...derLength(length)]), content]);
}

/** DER wants the shortest form. */
function derLength(length: number): number[] {
  if (length < 0x80) {
    return [length];
  }
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function positive(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x01]), bytes]);
}

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return der(0x18, Buffer.from(`${digits}Z`));
}
