import { describe, expect, it } from "vitest";
import { classifyError } from "./socket-error";

describe("a socket's error", () => {
  it.each([
    ["ECONNREFUSED", "refused"],
    ["ENOTFOUND", "refused"],
    ["HERALD_ADDRESS_REFUSED", "refused"],
    ["ETIMEDOUT", "timeout"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["ECONNRESET", "reset"],
    ["EPIPE", "reset"],
    ["HERALD_BAD_RESPONSE", "reset"],
    ["HERALD_RESPONSE_TOO_LARGE", "too_large"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["EPROTO", "tls"],
    ["SOMETHING_NEW", "reset"],
  ])("%s is %s", (code, failure) => {
    expect(classifyError(Object.assign(new Error("x"), { code }))).toBe(failure);
  });

  it("without a code is a reset", () => {
    expect(classifyError(new Error("x"))).toBe("reset");
  });
});
