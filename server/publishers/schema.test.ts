import { describe, expect, it } from "vitest";
import { emailSchema, memberCreate, timeZoneSchema } from "./schema";

describe("what publishers take in", () => {
  it("normalises an e-mail before it is checked, so that a full-width @ names nobody else", () => {
    expect(emailSchema.parse(" Ines＠Contoso.Example ")).toBe("ines@contoso.example");
    expect(emailSchema.safeParse("a@b@c.example").success).toBe(false);
  });

  it("refuses fields that nobody asked for (T13)", () => {
    const input = { email: "a@b.example", name: "A", role: "analyst", publisherId: 2 };
    expect(memberCreate.safeParse(input).success).toBe(false);
  });

  it("takes zones the platform knows and no offsets or junk", () => {
    for (const zone of ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Argentina/Salta"])
      expect(timeZoneSchema.safeParse(zone).success, zone).toBe(true);
    for (const zone of ["+05:30", "foo5bar", "Mars/Base", "GMT+5", ""])
      expect(timeZoneSchema.safeParse(zone).success, zone).toBe(false);
  });
});
