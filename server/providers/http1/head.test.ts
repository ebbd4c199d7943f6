import { describe, expect, it } from "vitest";
import { parseHead } from "./head";

describe("a response's head", () => {
  it("is read with lower-case names, trimmed values and repeated headers joined", () => {
    expect(
      parseHead(
        "HTTP/1.1 410 Domain Blocked\r\nX-WNS-Status:  dropped \r\nA: 1\r\na: 2\r\nContent-Length: 0",
      ),
    ).toEqual({
      status: 410,
      statusText: "Domain Blocked",
      headers: { "x-wns-status": "dropped", a: "1, 2", "content-length": "0" },
      framing: { kind: "length", bytes: 0 },
      isPersistent: true,
    });
  });

  it.each([
    ["HTTP/1.1 200", "until_close"],
    ["HTTP/1.1 200 OK\r\nContent-Length: 5", "length"],
    ["HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked", "chunked"],
    ["HTTP/1.1 204 No Content", "length"],
    ["HTTP/1.1 304 Not Modified", "length"],
    ["HTTP/1.1 100 Continue", "length"],
  ])("%j ends by %s", (text, kind) => {
    expect(parseHead(text)?.framing.kind).toBe(kind);
  });

  it.each([
    ["HTTP/1.1 200 OK\r\nConnection: close", false],
    ["HTTP/1.1 200 OK\r\nConnection: Keep-Alive, Close", false],
    ["HTTP/1.1 200 OK\r\nConnection: keep-alive", true],
    ["HTTP/1.1 200 OK", true],
    ["HTTP/1.0 200 OK", false],
    ["HTTP/1.0 200 OK\r\nConnection: keep-alive", true],
  ])("%j keeps the connection: %s", (text, isPersistent) => {
    expect(parseHead(text)?.isPersistent).toBe(isPersistent);
  });

  it.each([
    "",
    "HTTP/2 200 OK",
    "HTTP/1.1 20 OK",
    "HTTP/1.1 0200 OK",
    "ICY 200 OK",
    " HTTP/1.1 200 OK",
    "HTTP/1.1 200 OK\r\nno colon",
    "HTTP/1.1 200 OK\r\n folded: 1",
    "HTTP/1.1 200 OK\r\nA: 1\r\n\tfolded",
    "HTTP/1.1 200 OK\r\nspace : 1",
    "HTTP/1.1 200 OK\r\n: 1",
    "HTTP/1.1 200 OK\r\nA: 1\nContent-Length: 3",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6",
    "HTTP/1.1 200 OK\r\nContent-Length: -1",
    "HTTP/1.1 200 OK\r\nContent-Length: +5",
    "HTTP/1.1 200 OK\r\nContent-Length: 0x5",
    "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
  ])("%j is refused rather than guessed at", (text) => {
    expect(parseHead(text)).toBeUndefined();
  });

  it("takes a header named __proto__ for a header", () => {
    const head = parseHead("HTTP/1.1 200 OK\r\n__proto__: x\r\nContent-Length: 0");
    expect(head?.status).toBe(200);
    expect(Object.prototype).not.toHaveProperty("x");
  });
});
