import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "@/emulators/server";
import { type Certificate, makeCertificate } from "@/emulators/tls/certificate";
import { emulatorChannel } from "@/emulators/wns/channel";
import type { Outcome } from "./provider";
import { createSender, type Sender } from "./send";
import { createWns } from "./wns";

/** TLS as in production, against an emulator with a certificate made for the occasion (P7). */

const packageSid = "ms-app://s-1-15-2-1-2-3-4";
const credentials = { flow: "legacy", packageSid, secret: "s" } as const;
const deadlineMs = 500;

let folder: string;
let emulator: Emulator;
let trusted: Certificate;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "herald-tls-"));
  trusted = makeCertificate(["login.live.com", "*.notify.windows.com"]);
  emulator = await start(trusted);
});

afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function start(certificate: Certificate): Promise<Emulator> {
  return startEmulator({ port: 0, dataFolder: folder, log: "off", keep: 100, certificate });
}

function senderTo(port: number, ca: string): Sender {
  return createSender({ reroute: { host: "127.0.0.1", port, ca }, deadlineMs });
}

/** Pushes with any token: what matters is whether the request may leave at all. */
async function pushThrough(sender: Sender, header = "Bearer x"): Promise<Outcome> {
  const wns = createWns();
  const channel = emulatorChannel({ packageSid, n: 1 });
  const request = wns.request(
    { kind: "toast", payload: "<toast/>" },
    { channel },
    { header, expiresAt: 0 },
  );
  const answer = await sender.exchange({ ...request, body: String(request.body) });
  return wns.outcome(answer, 0);
}

describe("over TLS", () => {
  it("tokens are fetched and many pushes sent over few connections", async () => {
    const sender = createSender({
      reroute: { host: "127.0.0.1", port: emulator.port, ca: trusted.cert },
      connections: 3,
    });
    const token = await createWns().authorize(credentials, sender.exchange, Date.now());
    if (token.kind !== "ready") {
      throw new Error(`No token: ${JSON.stringify(token)}`);
    }
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () => pushThrough(sender, token.auth.header)),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["sent"]));
    await sender.close();
  });

  it.each([
    ["a certificate nobody trusts", () => makeCertificate(["*.notify.windows.com"]), undefined],
    ["a certificate of another host", () => makeCertificate(["*.evil.example"]), "own"],
    [
      "a certificate that has expired",
      () => makeCertificate(["*.notify.windows.com"], Date.now() - 90 * 86_400_000),
      "own",
    ],
  ])("%s is answered with nothing: the token does not leave", async (_name, make, authority) => {
    const certificate = make();
    const far = await start(certificate);
    const sender = senderTo(far.port, authority === "own" ? certificate.cert : trusted.cert);
    expect(await pushThrough(sender)).toMatchObject({
      kind: "retry",
      reason: "connection_refused",
      detail: "tls",
    });
    await sender.close();
    await far.close();
  });

  it.each([
    ["speaks no TLS", (socket: Socket) => socket.end("220 mail.example ESMTP\r\n"), "tls"],
    ["says nothing", () => undefined, "timeout"],
    ["resets during the handshake", (socket: Socket) => socket.resetAndDestroy(), "reset"],
  ])("a far side that %s was sent nothing and may be tried again", async (_name, act, detail) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => socket.destroy());
      socket.once("data", () => act(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const sender = senderTo(port, trusted.cert);
    expect(await pushThrough(sender)).toMatchObject({ kind: "retry", status: 0, detail });
    await sender.close();
    for (const socket of sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => server.close(resolve));
  });
});
