import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseOddMethods } from "./odd-methods";

const server = createServer((_, response) => response.end("ours"));
beforeAll(async () => {
  refuseOddMethods();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(method: string): Promise<number | undefined> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", method, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

test("TRACE is answered 405 before anybody builds a Request of it; the rest passes", async () => {
  expect(await ask("TRACE")).toBe(405);
  expect(await ask("GET")).toBe(200);
  expect(await ask("DELETE")).toBe(200);
});
