import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createTranslatorHttp, isAllowedUrl } from "./http";

async function withServer(listener: RequestListener, run: (port: number) => Promise<void>) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const get = (url: string) => ({ method: "GET" as const, url, headers: { "x-key": "canary" } });

describe("the translators' sockets", () => {
  it("follow no redirect, so a key is never sent on", async () => {
    const paths: (string | undefined)[] = [];
    await withServer(
      (request, response) => {
        paths.push(request.url);
        response.writeHead(302, { location: "/elsewhere" }).end();
      },
      async (port) => {
        const { http, close } = createTranslatorHttp({ reroute: { host: "127.0.0.1", port } });
        expect(await http(get("https://a.test/first"))).toEqual({
          kind: "failure",
          failure: "redirect",
        });
        expect(paths).toEqual(["/first"]);
        await close();
      },
    );
  });

  it("read no more than the cap and wait no longer than the deadline", async () => {
    await withServer(
      (request, response) => {
        if (request.url === "/slow") return;
        const timer = setInterval(() => response.write("x".repeat(10_000)), 1);
        response.on("close", () => clearInterval(timer));
      },
      async (port) => {
        const reroute = { host: "127.0.0.1", port };
        const { http, close } = createTranslatorHttp({
          reroute,
          maximumBytes: 50_000,
          deadlineMs: 400,
        });
        expect(await http(get("https://a.test/"))).toEqual({
          kind: "failure",
          failure: "too_large",
        });
        expect(await http(get("https://a.test/slow"))).toEqual({
          kind: "failure",
          failure: "timeout",
        });
        await close();
      },
    );
  });

  it("open to public addresses only, whatever a name resolves to (T3, P12)", async () => {
    let connections = 0;
    await withServer(
      (_, response) => {
        connections += 1;
        response.end();
      },
      async (port) => {
        const { http, close } = createTranslatorHttp({
          resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
        });
        for (const url of [
          `http://127.0.0.1:${port}/`,
          `https://127.0.0.1:${port}/`,
          `http://localhost:${port}/`,
          `https://rebind.test:${port}/`,
          `https://[::1]:${port}/`,
          "https://169.254.169.254/latest",
        ]) {
          expect(await http(get(url)), url).toEqual({ kind: "failure", failure: "refused" });
        }
        expect(connections).toBe(0);
        await close();
      },
    );
  });

  it("open to an origin the operator names, and to no other port of it", async () => {
    await withServer(
      (_, response) => response.end("here"),
      async (port) => {
        const origin = `http://127.0.0.1:${port}`;
        const { http, close } = createTranslatorHttp({ allowedOrigins: [origin] });
        expect(await http(get(`${origin}/`))).toMatchObject({ kind: "answer", body: "here" });
        expect(await http(get("http://127.0.0.1:1/"))).toEqual({
          kind: "failure",
          failure: "refused",
        });
        await close();
      },
    );
  });

  it("agree with the rule by which a base URL is stored", () => {
    const allowed = ["http://translate.local:5000"];
    for (const [url, isFine] of [
      ["https://translate.contoso.com", true],
      ["https://translate.contoso.com:8443/api", true],
      ["http://translate.contoso.com", false],
      ["https://10.0.0.1", false],
      ["https://user:pass@translate.contoso.com", false],
      ["http://translate.local:5000/x", true],
      ["http://translate.local:5001", false],
      ["file:///etc/passwd", false],
      ["nothing", false],
    ] as const) {
      expect(isAllowedUrl(url, allowed), url).toBe(isFine);
    }
  });
});
