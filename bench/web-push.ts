import { createECDH } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { decrypt } from "@/emulators/web-push/decrypt";
import { emulatorSubscription, keyPairOf } from "@/emulators/web-push/subscription";
import type { PushAuth } from "@/server/providers/provider";
import { webPush } from "@/server/providers/web-push";

/**
 * How many Web Push requests does one core build, ready to be sent, against npm `web-push` building the same? Both
 * encrypt for another subscription each time; what each keeps between messages is its own affair.
 */

interface WebPushPackage {
  generateRequestDetails(
    subscription: object,
    payload: string,
    options: object,
  ): { headers: Record<string, string>; body: Buffer };
}

const require = createRequire(import.meta.url);
const baseline = require("web-push") as WebPushPackage;

const subject = "mailto:push@contoso.test";
const pair = createECDH("prime256v1");
const publicKey = pair.generateKeys("base64url");
const secret = pair.getPrivateKey().toString("base64url");
const subscriptions = Array.from({ length: 256 }, (_, n) => emulatorSubscription({ n }));
const payload = JSON.stringify({ title: "Evening puzzle", body: "x".repeat(400) });

interface Reading {
  perSecond: number;
  microseconds: number;
}

/** By processor time, because the machine has other work. */
function measure(count: number, build: (n: number) => void): Reading {
  for (let n = 0; n < count / 10; n += 1) build(n);
  const cpu = process.cpuUsage();
  for (let n = 0; n < count; n += 1) build(n);
  const { user, system } = process.cpuUsage(cpu);
  const microseconds = (user + system) / count;
  return { perSecond: 1_000_000 / microseconds, microseconds };
}

function buildOurs(auth: PushAuth, n: number): Buffer {
  const { endpoint, keys } = at(n);
  const message = { kind: "toast" as const, payload, ttlSeconds: 3_600, replacementId: "n1" };
  return webPush.request(message, { channel: endpoint, keys }, auth).body as Buffer;
}

function buildBaseline(n: number): Buffer {
  const options = {
    TTL: 3_600,
    topic: "n1",
    contentEncoding: "aes128gcm",
    vapidDetails: { subject, publicKey, privateKey: secret },
  };
  return baseline.generateRequestDetails(at(n), payload, options).body;
}

function at(n: number) {
  return subscriptions[n % subscriptions.length] ?? emulatorSubscription();
}

/** A figure for bodies that do not open would be worth nothing. */
function check(body: Buffer, n: number): void {
  const { privateKey, auth } = keyPairOf(n);
  if (decrypt(body, { privateKey, auth }) !== payload) throw new Error("A body does not open");
}

async function main(rounds: number, count: number): Promise<void> {
  const credentials = { flow: "vapid" as const, publicKey, secret, subject };
  const nobody = () => Promise.reject(new Error("VAPID asks nobody"));
  const result = await webPush.authorize(credentials, nobody, Date.now());
  if (result.kind !== "ready") throw new Error(JSON.stringify(result));
  check(buildOurs(result.auth, 3), 3);
  check(buildBaseline(3), 3);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const theirs = measure(count / 4, buildBaseline);
    const ours = measure(count, (n) => buildOurs(result.auth, n));
    ratios.push(ours.perSecond / theirs.perSecond);
    console.log(
      `ours ${line(ours)} | web-push ${line(theirs)} | ratio ${ratios.at(-1)?.toFixed(2)}`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(`web-push: median ratio ${ratios[rounds >> 1]?.toFixed(2)} (reach 4)`);
}

function line({ perSecond, microseconds }: Reading): string {
  return `${perSecond.toFixed(0)}/s, ${microseconds.toFixed(0)} µs each`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 4_000));
}
