import { expect, it } from "vitest";
import { createConnection, PushRefusedError } from "./connector";

function connection(answer: Response) {
  const calls: { url: string; init: RequestInit }[] = [];
  const client = createConnection({
    url: "https://push.contoso.test/",
    connectionId: "con_8fQ2LkVt4a",
    key: "hk_1_secret",
    fetch: async (url, init) => {
      calls.push({ url: String(url), init: init ?? {} });
      return answer;
    },
  });
  return { client, calls };
}

it("sends the call with the key and an idempotency key (C-19)", async () => {
  const accepted = { id: "psh_0123456789", people: 1, devices: 1, notFound: [] };
  const { client, calls } = connection(Response.json(accepted, { status: 202 }));
  const call = { recipients: ["a@b.test"], message: "x", params: { CaseID: 42 } };
  expect(await client.sendPushNotification(call, "once")).toEqual(accepted);
  expect(calls[0]?.url).toBe(
    "https://push.contoso.test/api/v1/connections/con_8fQ2LkVt4a/send-push-notification",
  );
  expect(calls[0]?.init.headers).toEqual({
    authorization: "Bearer hk_1_secret",
    "content-type": "application/json",
    "idempotency-key": "once",
  });
  expect(JSON.parse(String(calls[0]?.init.body))).toEqual(call);
});

it("a refusal is an error with Herald's own words and how long to wait", async () => {
  const error = { error: { code: "too_many", message: "Wait." } };
  const { client } = connection(
    Response.json(error, { status: 429, headers: { "retry-after": "3" } }),
  );
  const refused = await client.result("psh_0123456789").catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(PushRefusedError);
  expect(refused).toMatchObject({
    status: 429,
    code: "too_many",
    message: "Wait.",
    retryAfterSeconds: 3,
  });
});
