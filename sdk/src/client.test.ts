import { expect, test } from "vitest";
import { createHerald } from "./client";

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
      return Response.json(body, { status });
    },
  });
  const start = () =>
    herald.registerNotificationChannel({
      channel: { type: "wns", uri: "https://db3.notify.windows.com/?token=a" },
      market: "DE",
      appVersion: "1.0",
    });
  return { called, kept, start };
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
