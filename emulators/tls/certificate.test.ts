import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { describe, expect, it } from "vitest";
import { makeCertificate } from "./certificate";

describe("a certificate made on the spot", () => {
  it("is one that TLS takes, whatever its length and its signature's", () => {
    for (let n = 1; n <= 60; n += 1) {
      const certificate = makeCertificate([`${"a".repeat(n)}.example`, "*.b.example"]);
      expect(() => createSecureContext(certificate)).not.toThrow();
      const read = new X509Certificate(certificate.cert);
      expect(read.verify(read.publicKey)).toBe(true);
      expect(read.checkHost("x.b.example")).toBe("*.b.example");
    }
  });

  it("has one that has ended when asked for", () => {
    const { cert } = makeCertificate(["a.example"], Date.UTC(2020, 0, 1));
    expect(new Date(new X509Certificate(cert).validTo).getUTCFullYear()).toBe(2020);
  });
});
