import { expect, test } from "vitest";
import { parsePayload } from "@/content/parse";
import { fillTracked, prepareTracked } from "@/content/tracking";
import { emulatorSubscription } from "@/emulators/web-push/subscription";
import { emulatorChannel } from "@/emulators/wns/channel";
import { demoApps } from "./apps";
import { openingOf } from "./audience";
import { createRandom } from "./random";

const random = createRandom(1);
const xml = `<toast launch="page=1"><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual></toast>`;

function trackedBody(): string {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error("not well-formed");
  return fillTracked(prepareTracked(parsed.document), random.bytes(26));
}

function seen(body: string, packageSid = demoApps[1]?.packageSid ?? "") {
  const url = new URL(emulatorChannel({ packageSid, n: 1 }));
  return { seq: 1, accepted: true, host: url.host, url: `${url.pathname}${url.search}`, body };
}

test("about as many of an app's tracked toasts are opened as its launch rate says", () => {
  const openings = Array.from({ length: 8_000 }, () => openingOf(seen(trackedBody())));
  const opened = openings.filter((opening) => opening !== undefined);
  const share = opened.length / openings.length;
  expect(Math.abs(share - (demoApps[1]?.launchRate ?? 0))).toBeLessThan(0.01);
  expect(Math.max(...opened.map(({ afterMs }) => afterMs))).toBeLessThanOrEqual(300_000);
  const median = opened.map(({ afterMs }) => afterMs).sort((a, b) => a - b)[opened.length >> 1];
  expect(median).toBeGreaterThan(10_000);
  expect(median).toBeLessThan(60_000);
});

test("after a restart the same toasts are opened", () => {
  const bodies = Array.from({ length: 500 }, trackedBody);
  const decide = () => bodies.map((body) => openingOf(seen(body)));
  expect(decide()).toEqual(decide());
});

test("nobody opens what was not accepted, carries no token, or belongs to an app outside the demo", () => {
  const bodies = Array.from({ length: 300 }, trackedBody);
  expect(bodies.map((body) => openingOf({ ...seen(body), accepted: false })).some(Boolean)).toBe(
    false,
  );
  expect(openingOf(seen(xml))).toBeUndefined();
  expect(bodies.map((body) => openingOf(seen(body, "ms-app://s-1-15-2-1"))).some(Boolean)).toBe(
    false,
  );
  expect(openingOf(seen("<toast"))).toBeUndefined();
});

test("browsers of the seed open toasts too; one that subscribed by itself has a person in front of it", () => {
  const launches = Array.from({ length: 2_000 }, () => {
    const xmlLaunch = /launch="([^"]*)"/.exec(trackedBody())?.[1] ?? "";
    return JSON.stringify({ title: "Hi", launch: xmlLaunch });
  });
  const openedWith = (n: number) => {
    const applicationServerKey = `B${"k".repeat(86)}`;
    const url = new URL(emulatorSubscription({ n, applicationServerKey }).endpoint);
    const at = { seq: 1, accepted: true, host: url.host, url: url.pathname };
    return launches.map((body) => openingOf({ ...at, body })).filter((one) => one !== undefined);
  };
  expect(openedWith(7).length).toBeGreaterThan(60);
  expect(openedWith(7)[0]?.identity).toBe(`B${"k".repeat(15)}`);
  expect(openedWith(2 ** 40)).toEqual([]);
});
