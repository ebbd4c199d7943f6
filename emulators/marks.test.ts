import { describe, expect, it } from "vitest";
import { marksOf } from "./marks";

const of = (target: string, body: string) => marksOf({ host: "h", target, body });

describe("what makes two requests the same push", () => {
  it.each([
    ['<toast launch="a=1;__ntk=AbC-_.1"/>', "AbC-_.1"],
    ['<toast launch="__x;__ntk=abc;b=2"/>', "abc"],
    ["<toast launch=';__ntk=abc&amp;b=2'/>", "abc"],
  ])("is the tracking token in %s", (body, token) => {
    expect(of("/", body).notification).toBe(token);
  });

  it("is the body where there is no token", () => {
    expect(of("/", "<a/>").notification).toBe(of("/", "<a/>").notification);
    expect(of("/", "<a/>").notification).not.toBe(of("/", "<b/>").notification);
    expect(of("/", ";__ntk=").notification).toMatch(/^#/);
  });

  it("is the channel, and a hundred thousand stay apart", () => {
    const names = Array.from({ length: 100_000 }, (_, n) => of(`/?token=${n}`, ";__ntk=a").channel);
    expect(new Set(names).size).toBe(100_000);
  });
});
