import type { LookupAddress } from "node:dns";
import { describe, expect, it } from "vitest";
import { createPinnedLookup, isPublicAddress, isRefusedLiteral } from "./address";

const inside = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:169.254.169.254",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2001::1",
  "2002:7f00:1::",
  "2001:db8::1",
  "fc00::1",
  "fd00::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
];

describe("addresses a push may go to", () => {
  it.each(inside)("refuses %s (T3)", (address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(isRefusedLiteral(address)).toBe(true);
  });

  it.each(["20.112.52.29", "::ffff:20.112.52.29", "2603:1030:20e:3::23c"])(
    "allows %s",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it("takes a bracketed literal for the address it is", () => {
    expect(isRefusedLiteral("[::1]")).toBe(true);
    expect(isRefusedLiteral("cloud.notify.windows.com")).toBe(false);
  });
});

function lookupOf(addresses: LookupAddress[]) {
  const lookup = createPinnedLookup((_host, _options, callback) => callback(null, addresses));
  return (all: boolean) =>
    new Promise((resolve, reject) => {
      lookup("push.example", { all }, (error, address) =>
        error ? reject(error) : resolve(address),
      );
    });
}

describe("the pinned lookup", () => {
  it("answers only the public ones of a mixed answer, as a rebinding server would give it (T3)", async () => {
    const lookup = lookupOf([
      { address: "127.0.0.1", family: 4 },
      { address: "20.112.52.29", family: 4 },
      { address: "::1", family: 6 },
    ]);
    await expect(lookup(true)).resolves.toEqual([{ address: "20.112.52.29", family: 4 }]);
    await expect(lookup(false)).resolves.toBe("20.112.52.29");
  });

  it("refuses a name that has private addresses only", async () => {
    const lookup = lookupOf([{ address: "169.254.169.254", family: 4 }]);
    await expect(lookup(true)).rejects.toThrow("No public address for push.example");
  });
});
