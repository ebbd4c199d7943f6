import { describe, expect, it } from "vitest";
import { imageAddress, imageFindings } from "./image-rules";

describe("a picture's address", () => {
  it.each([
    ["https://c.test/a.png", "", { kind: "web", url: "https://c.test/a.png" }],
    ["http://c.test/a.png", "", { kind: "web", url: "http://c.test/a.png" }],
    ["a.png", "https://c.test/pics/", { kind: "web", url: "https://c.test/pics/a.png" }],
    ["a.png", "", { kind: "app" }],
    ["a.png", "ms-appx:///Assets/", { kind: "app" }],
    ["ms-appx:///Assets/a.png", "https://c.test/", { kind: "app" }],
    ["ms-appdata:///local/a.png", "", { kind: "app" }],
    ["https://", "", { kind: "unusable" }],
    ["javascript:alert(1)", "", { kind: "unusable" }],
    ["data:image/png;base64,AA", "", { kind: "unusable" }],
  ])("%s from %j", (src, base, expected) =>
    expect(imageAddress(src, base)).toMatchObject(expected),
  );
});

describe("what Windows makes of a picture", () => {
  const facts = { isBroken: false, width: 728, height: 360, bytes: 80_000 };
  const hero = { kind: "toast" as const, placement: "hero", url: "https://c.test/a.png" };
  const tile = { kind: "tile" as const, placement: "", url: "https://c.test/a.png" };
  const said = (more: object, use: typeof hero | typeof tile = hero) =>
    imageFindings({ ...facts, ...more }, use).map(({ message }) => message);

  it("has nothing to say of one that fits", () => expect(said({})).toEqual([]));
  it.each([
    ["a toast goes without a broken one", { isBroken: true }, hero, "without it"],
    ["a tile is dropped with a broken one", { isBroken: true }, tile, "whole tile"],
    ["over 3 MB", { bytes: 3 * 1024 * 1024 + 1 }, hero, "at most 3 MB"],
    ["over 1 MB", { bytes: 1024 * 1024 + 1 }, hero, "metered"],
    ["over 200 KB before 1709", { bytes: 200 * 1024 + 1 }, hero, "before 1709"],
    ["over 200 KB on a tile", { bytes: 200 * 1024 + 1 }, tile, "200 KB"],
    ["over 1,024 pixels on a tile", { width: 1025 }, tile, "1,024 pixels"],
    ["a hero of another shape", { height: 728 }, hero, "crops it"],
  ])("%s", (_, more, use, words) => expect(said(more, use).join()).toContain(words));
  it.each([["a.svg"], ["a.webp?x=1"]])("knows that Windows shows no %s", (name) =>
    expect(said({}, { ...hero, url: `https://c.test/${name}` }).join()).toContain("PNG"),
  );
  it("says nothing of a size that the host does not tell", () =>
    expect(said({ bytes: undefined })).toEqual([]));
});
