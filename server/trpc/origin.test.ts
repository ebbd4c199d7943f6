import { describe, expect, it } from "vitest";
import { bodyLimit, depthOf, readBody, refusalOf } from "./origin";

const own = "http://localhost:3000";

function post(headers: Record<string, string>, body: BodyInit = "{}"): Request {
  return new Request(`${own}/api/trpc/x`, { method: "POST", headers, body });
}
const json = { "content-type": "application/json" };

describe("who may change something (P17, T11)", () => {
  it("lets JSON from our own pages through", () => {
    expect(refusalOf(post({ ...json, origin: own }))).toBeUndefined();
    expect(refusalOf(post({ ...json, "sec-fetch-site": "same-origin" }))).toBeUndefined();
    expect(
      refusalOf(post({ ...json, origin: own, "sec-fetch-site": "same-origin" })),
    ).toBeUndefined();
  });

  it("refuses every other origin, null and none at all", () => {
    const foreign = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://localhost:3000.evil.example" },
      { origin: "http://localhost:3001" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site" },
      { origin: own, "sec-fetch-site": "cross-site" },
      {},
    ];
    for (const headers of foreign)
      expect(refusalOf(post({ ...json, ...headers } as Record<string, string>))?.status).toBe(403);
  });

  it("refuses every body that a form could send without asking", () => {
    const types = [
      "text/plain",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
      "application/octet-stream",
      "application/jsonp",
      "",
    ];
    for (const type of types)
      expect(refusalOf(post({ "content-type": type, origin: own }))?.status, type).toBe(415);
  });
});

describe("how much may be sent (T1)", () => {
  it("refuses a body over the limit, announced or not", async () => {
    const big = "x".repeat(bodyLimit + 1);
    expect(await readBody(post(json, big))).toMatchObject({ status: 413 });
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(big));
        controller.close();
      },
    });
    const streamed = new Request(`${own}/x`, {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(await readBody(streamed)).toMatchObject({ status: 413 });
  });

  it("refuses what is nested deeper than 64 and counts no brackets inside texts", async () => {
    expect(await readBody(post(json, "[".repeat(65) + "]".repeat(65)))).toMatchObject({
      status: 400,
    });
    expect(depthOf('{"a":"[[[\\"[["}')).toBe(1);
    expect(await readBody(post(json, '{"a":[1]}'))).toBe('{"a":[1]}');
  });
});
