import { generateKeyPairSync } from "node:crypto";
import type { ApnsCredentials } from "@/server/providers/apns/credentials";
import type { FcmCredentials } from "@/server/providers/fcm/credentials";

/** Keys made on the spot: none lies in the repository. */
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });

const pemOf = (key: typeof rsa.privateKey) =>
  key.export({ type: "pkcs8", format: "pem" }).toString();

export const testProject = "contoso-test";

export const fcmTestCredentials: FcmCredentials = {
  flow: "service_account",
  projectId: testProject,
  clientEmail: `herald@${testProject}.iam.gserviceaccount.com`,
  privateKeyId: "a1b2c3",
  secret: pemOf(rsa.privateKey),
};

export const apnsTestCredentials: ApnsCredentials = {
  flow: "token",
  keyId: "ABC123DEFG",
  teamId: "DEF123GHIJ",
  topic: "com.contoso.runner",
  environment: "production",
  secret: pemOf(p256.privateKey),
};

export const signingPublicKeys = { rsa: rsa.publicKey, p256: p256.publicKey };
