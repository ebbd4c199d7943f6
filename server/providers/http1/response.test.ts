import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Response, ResponseReader } from "./response";

function read(...parts: (string | Buffer)[]): Response | undefined {
  const reader = new ResponseReader();
  let response: Response | undefined;
  for (const part of parts) {
    response = reader.feed(typeof part === "string" ? Buffer.from(part) : part);
  }
  return response;
}

const plain = "HTTP/1.1 200 OK\r\nX-WNS-Status: received\r\nContent-Length: 5\r\n\r\nhéll";
const chunked =
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nh\u00e9\r\n2;ext=1\r\nll\r\n0\r\nTrailer: x\r\n\r\n";

describe("a response", () => {
  it.each([plain, chunked])("is complete with its last byte and not before", (text) => {
    const bytes = Buffer.from(text);
    const reader = new ResponseReader();
    for (let at = 0; at < bytes.length - 1; at += 1) {
      expect(reader.feed(bytes.subarray(at, at + 1))).toBeUndefined();
    }
    expect(reader.feed(bytes.subarray(-1))).toMatchObject({ body: "h\u00e9ll", isReusable: true });
  });

  it("is the same however it was cut into packets", () => {
    const texts = [plain, chunked, `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${plain}`];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.nat(200), { maxLength: 12 }),
        (text, cuts) => {
          const bytes = Buffer.from(text);
          const edges = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length];
          edges.sort((a, b) => a - b);
          const parts = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
          expect(read(...parts.filter(({ length }) => length > 0))).toEqual(read(bytes));
        },
      ),
    );
  });

  it("ends in a response or a named error, whatever grammar is thrown together", () => {
    const pieces =
      "\r\n|\r|\n|: |A|0|5|ffffffff|;|x|HTTP/1.1 200 OK|HTTP/1.1 100 C|Content-Length|";
    const piece = fc.constantFrom(
      ...`${pieces}|Transfer-Encoding: chunked|\u0000|\u00ff`.split("|"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (tail) => {
        try {
          const response = read("HTTP/1.1 200 OK\r\n", tail.join(""));
          expect(response?.status ?? 200).toBe(200);
        } catch (error) {
          expect(error).toHaveProperty("code", expect.stringMatching(/^HERALD_/));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("passes over interim responses", () => {
    expect(read(`HTTP/1.1 100 Continue\r\n\r\n${plain}`)).toMatchObject({ status: 200 });
  });

  it("leaves the connection unusable when something follows its end", () => {
    expect(read(`${plain}HTTP/1.1 200 OK\r\n\r\n`)).toMatchObject({ isReusable: false });
    expect(read(`${chunked}x`)).toMatchObject({ isReusable: false });
  });

  it("without a length ends with the connection", () => {
    const reader = new ResponseReader();
    expect(reader.feed(Buffer.from("HTTP/1.1 200 OK\r\n\r\nhel"))).toBeUndefined();
    expect(reader.feed(Buffer.from("lo"))).toBeUndefined();
    expect(reader.end()).toMatchObject({ body: "hello", isReusable: false });
  });

  it("with a length or chunks is not complete when the connection ends early", () => {
    for (const text of [plain, chunked, "HTTP/1.1 200"]) {
      const reader = new ResponseReader();
      reader.feed(Buffer.from(text.slice(0, -1)));
      expect(reader.end()).toBeUndefined();
    }
  });
});

describe("limits (T4)", () => {
  const tooLarge = "HERALD_RESPONSE_TOO_LARGE";
  const bad = "HERALD_BAD_RESPONSE";
  const head = (headers: string) => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`;

  it.each([
    ["a head without end", tooLarge, ["HTTP/1.1 200 OK\r\n", `A: ${"x".repeat(17_000)}`]],
    ["a head over 16 KB", tooLarge, [head(`A: ${"x".repeat(17_000)}`)]],
    [
      "interim responses without end",
      tooLarge,
      Array(8_000).fill("HTTP/1.1 100 C\r\nA: 1\r\n\r\n"),
    ],
    ["a length over 64 KB, before its body", tooLarge, [head("Content-Length: 65537")]],
    ["a body without length over 64 KB", tooLarge, [head("A: 1"), "x".repeat(65_537)]],
    [
      "a chunk over 64 KB, before it comes",
      tooLarge,
      [head("Transfer-Encoding: chunked"), "10001\r\n"],
    ],
    [
      "chunks that add up",
      tooLarge,
      [head("Transfer-Encoding: chunked"), ...Array(5).fill(`4000\r\n${"x".repeat(0x4000)}\r\n`)],
    ],
    [
      "trailers without end",
      tooLarge,
      [
        head("Transfer-Encoding: chunked"),
        "0\r\n",
        ...Array(400).fill(`A: ${"x".repeat(900)}\r\n`),
      ],
    ],
    [
      "a chunk line without end",
      bad,
      [head("Transfer-Encoding: chunked"), `1;${"x".repeat(2_000)}`],
    ],
    ["a chunk size that is none", bad, [head("Transfer-Encoding: chunked"), "-1\r\n"]],
    ["a chunk longer than it said", bad, [head("Transfer-Encoding: chunked"), "1\r\nxx\r\n"]],
    ["another protocol", bad, ["HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"]],
    ["no HTTP at all", bad, ["220 mail.example ESMTP\r\n\r\n"]],
  ])("%s is %s", (_name, code, parts) => {
    expect(() => read(...parts)).toThrow(code);
  });

  it("64 KB exactly pass", () => {
    const body = "x".repeat(65_536);
    expect(read(head("Content-Length: 65536"), body)).toMatchObject({ body });
  });
});
