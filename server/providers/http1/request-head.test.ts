import { describe, expect, it } from "vitest";
import { requestHead } from "./request-head";

const parts = { method: "POST", target: "/?token=A%2b", host: "h", headers: {}, bodyBytes: 3 };

describe("a request's head", () => {
  it("keeps the target byte for byte and says the length once", () => {
    const headers = {
      "X-WNS-Type": "wns/toast",
      "Content-Length": "99",
      "transfer-encoding": "chunked",
    };
    expect(requestHead({ ...parts, headers })).toBe(
      "POST /?token=A%2b HTTP/1.1\r\nHost: h\r\nAccept-Encoding: identity\r\nX-WNS-Type: wns/toast\r\nContent-Length: 3\r\n\r\n",
    );
  });

  it("has no length without a body", () => {
    expect(requestHead({ ...parts, method: "GET", bodyBytes: undefined })).not.toContain("Length");
  });

  it.each([
    { target: "/ HTTP/1.1\r\nX: 1" },
    { target: "/a b" },
    { target: "/\u00e9" },
    { target: "" },
    { host: "h\r\nX: 1" },
    { headers: { A: "1\r\nX: 2" } },
    { headers: { A: "1\n" } },
    { headers: { A: "\u0000" } },
    { headers: { A: "\u00e9" } },
    { headers: { "A\r\nX": "1" } },
    { headers: { "A B": "1" } },
    { headers: { "": "1" } },
  ])("refuses %j, which would become something else", (change) => {
    expect(() => requestHead({ ...parts, ...change } as typeof parts)).toThrow();
  });
});
