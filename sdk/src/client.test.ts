import { expect, test, vi } from "vitest";
import { NotAllowedError, wnsChannel } from "./channels";
import { createHerald, type Installation } from "./client";
import { crc32 } from "./launch-arguments";

type Called = { path: string; secret: string | null };

/** An app whose Herald answers with these statuses, one after the other. */
function appAnswered(statuses: number[], refusedField = "Authorization") {
  const called: Called[] = [];
  const kept = new Map<string, string>();
  const herald = createHerald({
    baseUrl: "https://push.contoso.test",
    appKey: "apk_1_x",
    storage: {
      get: async (name) => kept.get(name) ?? null,
      set: async (name, value) => void kept.set(name, value),
      remove: async (name) => void kept.delete(name),
    },
    fetch: async (input, init) => {
      called.push({
        path: new URL(String(input)).pathname,
        secret: new Headers(init?.headers).get("authorization"),
      });
      const status = statuses.shift() ?? 500;
      const error = { details: [{ field: refusedField, message: "" }] };
      const body = status === 401 ? { error } : status === 201 ? { registrationSecret: "s" } : {};
      return status === 204 ? new Response(null, { status }) : Response.json(body, { status });
    },
  });
  const start = (more: Partial<Installation> = {}) =>
    herald.registerNotificationChannel({
      channel: { type: "wns", uri: "https://db3.notify.windows.com/?token=a" },
      market: "DE",
      appVersion: "1.0",
      ...more,
    });
  return { called, kept, start, herald };
}

test("an installation whose first answer was lost goes on under a new id (K-02)", async () => {
  const app = appAnswered([401, 201, 200]);
  app.kept.set("install-id", "an-old-installation");
  expect(await app.start()).toMatchObject({ errorCode: "None" });
  expect(await app.start()).toMatchObject({ errorCode: "None" });
  const [first, second, third] = app.called;
  expect(first?.path).toContain("an-old-installation");
  expect(second?.path).not.toBe(first?.path);
  expect(third).toEqual({ path: second?.path, secret: "Bearer s" });
});

test("a secret that is refused again is said, not tried for ever", async () => {
  const app = appAnswered([401, 401, 401]);
  expect(await app.start()).toMatchObject({ errorCode: "Refused" });
  expect(app.called).toHaveLength(2);
});

test("a wrong app key costs no installation its id or secret", async () => {
  const app = appAnswered([401, 401], "X-App-Key");
  app.kept.set("install-id", "my-installation");
  app.kept.set("registration-secret", "mine");
  expect(await app.start()).toMatchObject({ errorCode: "Refused" });
  expect(app.called).toHaveLength(1);
  expect(Object.fromEntries(app.kept)).toMatchObject({
    "install-id": "my-installation",
    "registration-secret": "mine",
  });
});

test("two registrations at once are asked for one after the other (K-04)", async () => {
  const app = appAnswered([201, 200]);
  let asking = 0;
  let most = 0;
  const channel = async () => {
    asking += 1;
    most = Math.max(most, asking);
    await new Promise((resolve) => setTimeout(resolve, 5));
    asking -= 1;
    return wnsChannel("https://db3.notify.windows.com/?token=a");
  };
  await Promise.all([app.start({ channel }), app.start({ channel })]);
  expect(most).toBe(1);
  expect(app.called.map(({ path }) => path)[0]).toBe(app.called.map(({ path }) => path)[1]);
});

test("a channel that cannot be had never throws: the app goes on (K-05)", async () => {
  const app = appAnswered([]);
  const broken = () => Promise.reject(new Error("0x803E0103"));
  expect(await app.start({ channel: broken })).toEqual({
    errorCode: "Refused",
    errorMessage: "0x803E0103",
  });
  const unwanted = () => Promise.reject(new NotAllowedError("No."));
  expect(await app.start({ channel: unwanted })).toMatchObject({ errorCode: "NotAllowed" });
  expect(app.called).toEqual([]);
});

test("it is tried three times, ten seconds apart, then at the next start (K-05)", async () => {
  vi.useFakeTimers();
  const app = appAnswered([500, 503, 500, 201]);
  const result = app.start();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await result).toMatchObject({ errorCode: "Network" });
  expect(app.called).toHaveLength(3);
  vi.useRealTimers();
});

test("a launch is reported once, in the background, and the arguments come back whole (K-21, K-24, K-28)", async () => {
  const app = appAnswered([202]);
  const raw = `page=1;__ntk=${launchTail("page=1")}`;
  expect(app.herald.parseArgumentsAndTrackAppLaunch(raw)).toBe("page=1");
  expect(app.herald.param("page")).toBe("1");
  expect(app.herald.parseArgumentsAndTrackAppLaunch("plain;a=b")).toBe("plain;a=b");
  await app.herald.flush();
  await app.herald.flush();
  expect(app.called.map(({ path }) => path)).toEqual(["/api/v1/launches"]);
});

test("signing out leaves Herald at once and may close the channel itself (K-30 to K-32)", async () => {
  const app = appAnswered([204, 204]);
  let closed = 0;
  expect(await app.herald.unregisterNotificationChannel()).toBe(true);
  expect(closed).toBe(0);
  expect(await app.herald.unregisterNotificationChannel(async () => ++closed)).toBe(true);
  expect(closed).toBe(1);
});

function launchTail(original: string): string {
  const bytes = new Uint8Array(30).fill(9, 0, 26);
  const sum = crc32(bytes.subarray(0, 26), crc32(new TextEncoder().encode(original)));
  new DataView(bytes.buffer).setUint32(26, sum);
  return Buffer.from(bytes).toString("base64url");
}
