import { expect } from "@playwright/test";
import { test } from "./preview/stage";

/** The golden cases of tiles, and what both kinds share: languages, contrast, text size, missing texts. */

const bind = (size: string, inside: string, attributes = "") =>
  `<binding template="Tile${size}" ${attributes}>${inside}</binding>`;
const tile = (...bindings: string[]) => `<tile><visual>${bindings.join("")}</visual></tile>`;
const picture = (size: string, more = "") =>
  `<image src="http://pictures.test/${size}.svg" ${more}/>`;
const text = "[data-cut-part=tile]";
const long = "Check out where we were last year in these photos ".repeat(3);
const baseline = (box: { y: number; height: number }) => box.y + (box.height - 12) / 2 + 11;

test("golden 23: a caption and four lines fit, three with the name, whose line stands at 92", async ({
  drawn,
}) => {
  const inside = `<text>Title</text><text hint-style="captionSubtle" hint-wrap="true">${long}</text>`;
  await drawn.tile(tile(bind("Medium", inside, 'branding="none"')), { size: "medium" });
  expect(await drawn.boxes(text)).toMatchObject([
    { x: 8, y: 4, width: 84, height: 16 },
    { y: 20, height: 64 },
  ]);
  expect(await drawn.cuts()).toMatchObject([{ part: "tile", path: [0, 0, 1] }]);
  await drawn.tile(tile(bind("Medium", inside, 'branding="name"')), { size: "medium" });
  expect((await drawn.boxes(text))[1]).toMatchObject({ y: 20, height: 48 });
  const name = await drawn.box("[data-part=name]");
  expect(name).toMatchObject({ x: 8, y: 79, height: 16 });
  expect(Math.abs(baseline(name) - 92)).toBeLessThanOrEqual(0.5);
});

test("golden 24: five columns of 31.2 with a picture directly under the text", async ({
  drawn,
}) => {
  const day = `<subgroup hint-weight="1"><text hint-align="center">Mon</text>${picture("200x100", 'hint-removeMargin="true"')}<text hint-align="center">63</text><text hint-align="center">42</text></subgroup>`;
  const xml = tile(bind("Wide", `<group>${day.repeat(5)}</group>`, 'branding="name"'));
  await drawn.tile(xml, { size: "wide" });
  expect(await drawn.box("img")).toMatchObject({ x: 8, y: 20, width: 31.2, height: 16 });
  const boxes = await drawn.boxes(text);
  expect(boxes[3]?.x).toBeCloseTo(47.2, 1);
  expect(Math.max(...boxes.map(({ y, height }) => y + height))).toBe(68);
});

test("golden 25: without removeMargin the fourth row has no room", async ({ drawn }) => {
  const day = (hint: string) =>
    `<subgroup hint-weight="1"><text>Mon</text>${picture("50x50", hint)}<text>63</text><text>42</text></subgroup>`;
  const draw = async (hint: string) => {
    const xml = tile(bind("Medium", `<group>${day(hint).repeat(2)}</group>`, 'branding="none"'));
    await drawn.tile(xml, { size: "medium" });
    return drawn.page.getByText("42").filter({ visible: true }).count();
  };
  expect(await draw("")).toBe(0);
  expect(await drawn.cuts()).toMatchObject([{ isWhole: true }, { isWhole: true }]);
  expect(await draw('hint-removeMargin="true"')).toBe(2);
});

test("golden 26: two groups whole, the third absent, name, logo and number on one line", async ({
  drawn,
}) => {
  const mail = `<group><subgroup><text hint-style="subtitle">Anna</text><text>a</text><text>b</text></subgroup></group>`;
  const xml = tile(bind("Large", [mail, mail, mail].join("<text/>"), 'branding="nameAndLogo"'));
  await drawn.tile(xml, { size: "large", badge: "2" });
  await expect(drawn.page.getByText("Anna").filter({ visible: true })).toHaveCount(2);
  const [name, logo, badge] = [
    await drawn.box("[data-part=name]"),
    await drawn.box("[data-part=logo]"),
    await drawn.box("[data-part=badge]"),
  ];
  expect(logo).toMatchObject({ width: 16, height: 16, y: name.y });
  expect(name.x + name.width).toBeLessThan(logo.x);
  expect(logo.x + logo.width).toBeLessThan(badge.x);
  expect(badge).toMatchObject({ height: 20, y: 180, text: "2" });
  expect(badge.x + badge.width).toBe(198);
});

test("golden 27: text darkens the background by a fifth", async ({ drawn }) => {
  const layer = async (inside: string, hint = "") => {
    const cover = picture("200x200", `placement="background" ${hint}`);
    await drawn.tile(tile(bind("Medium", cover + inside)), { size: "medium" });
    return drawn.style("[data-part=overlay]", "opacity");
  };
  expect(await layer("<text>a</text>")).toBe("0.2");
  expect(await layer("")).toBe("0");
  expect(await layer("<text>a</text>", 'hint-overlay="60"')).toBe("0.6");
  expect(await layer("<text>a</text>", 'hint-overlay="150"')).toBe("1");
  expect(await drawn.box("img")).toMatchObject({ x: 0, y: 0, width: 100, height: 100 });
});

test("golden 28: a peek starts on the content, slides after 4 of 11 seconds, the strip stays", async ({
  drawn,
}) => {
  const { page } = drawn;
  const inside = `${picture("200x200", 'placement="peek" hint-crop="circle"')}${picture("400x200", 'placement="background"')}<text>a</text>`;
  await drawn.tile(tile(bind("Medium", inside, 'branding="name"')), {
    size: "medium",
    moves: true,
  });
  const at = (ms: number) =>
    page.evaluate((time) => {
      const [animation] = document.getAnimations();
      if (!animation) throw new Error("Nothing moves.");
      animation.pause();
      animation.currentTime = time;
      return [animation.effect?.getComputedTiming().duration];
    }, ms);
  const content = async () => (await drawn.box("[data-part=content]")).y;
  expect(await at(0)).toEqual([11_000]);
  expect([await content(), (await drawn.box("[data-part=peek]")).y]).toEqual([0, -100]);
  await at(3_900);
  expect(await content()).toBe(0);
  await at(5_600);
  expect([await content(), (await drawn.box("[data-part=peek]")).y]).toEqual([100, 0]);
  const circle = await drawn.box("[data-part=peek] [data-part=cover]");
  expect(circle).toMatchObject({ x: 8, y: 8, width: 84, height: 84 });
  expect((await drawn.box("[data-part=strip]")).y).toBe(72);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn.settle();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("golden 29: sizes without content show the app’s own tile, with its badge", async ({
  drawn,
}) => {
  const { page } = drawn;
  const xml = tile(bind("Wide", "<text>only wide</text>"));
  for (const [size, width] of [
    ["small", 48],
    ["medium", 100],
    ["large", 204],
  ] as const) {
    await drawn.tile(xml, { size, badge: "120" });
    await expect(page.locator("[data-part=base]")).toBeVisible();
    await expect(page.locator("[data-part=badge]")).toHaveText("99+");
    expect((await drawn.box("section")).width).toBe(width);
  }
  await drawn.tile(xml, { size: "wide", badge: "120" });
  await expect(page.locator("[data-part=badge]")).toHaveText("99+");
  await drawn.tile(xml, { size: "medium", badge: "busy" });
  await expect(page.getByRole("img", { name: "Busy" })).toBeVisible();
  await drawn.tile(xml, { size: "medium", badge: "none" });
  await expect(page.locator("[data-part=strip]")).toHaveCount(0);
});

test("golden 30: Arabic stands at the right unless the payload aligns it", async ({ drawn }) => {
  const inside = `<text>مرحبا</text><text hint-align="left">مرحبا</text>`;
  await drawn.tile(tile(bind("Wide", inside, 'lang="ar" branding="none"')), { size: "wide" });
  const aligned = await drawn.page
    .locator(text)
    .evaluateAll((all) => all.map((element) => getComputedStyle(element).textAlign));
  expect(aligned).toEqual(["right", "left"]);
});

test("golden 30: forced colours use the system’s and no opacity", async ({ drawn }) => {
  const { page } = drawn;
  await page.emulateMedia({ forcedColors: "active" });
  const inside = `${picture("200x200", 'placement="background"')}<text hint-style="captionSubtle">a</text>`;
  await drawn.tile(tile(bind("Medium", inside)), { size: "medium" });
  expect(await drawn.style(text, "opacity")).toBe("1");
  expect(await drawn.style("[data-part=overlay]", "display")).toBe("none");
  const xml = `<toast><visual><binding template="ToastGeneric"><text>a</text><text>b</text></binding></visual></toast>`;
  await drawn.toast(xml);
  const colours = await Promise.all(
    ["[data-cut-part=title]", "[data-cut-part=body]"].map((part) => drawn.style(part, "color")),
  );
  const systemText = await page.evaluate(() => {
    const probe = document.createElement("span");
    probe.style.color = "CanvasText";
    document.body.append(probe);
    return getComputedStyle(probe).color;
  });
  expect(colours).toEqual([systemText, systemText]);
  // Without a ground of their own, buttons are told by their edge.
  const button = `<actions><action content="x" arguments="x"/></actions>`;
  await drawn.toast(toast("<text>a</text>", button), { skin: "10" });
  expect(await drawn.style("[data-part=button]", "outline-style")).toBe("solid");
});

test("an update turns the tile over; of several during the turn only the newest is shown", async ({
  drawn,
}) => {
  const { page } = drawn;
  const say = (words: string) =>
    drawn.tile(tile(bind("Medium", `<text>${words}</text>`)), {
      size: "medium",
      moves: true,
      turnsOnUpdate: true,
    });
  await say("one");
  await say("two");
  await say("three");
  await expect(page.locator("[data-phase=out], [data-phase=in]")).toHaveCount(1);
  await expect(page.locator(text)).toHaveText("three");
  await expect(page.locator("[data-phase=rest]")).toHaveCount(1);
});

test("a missing picture leaves a note; as in Windows it drops the whole update", async ({
  drawn,
}) => {
  const { page } = drawn;
  const xml = tile(bind("Medium", `<text>a</text><image src="ms-appx:///a.png"/>`));
  await drawn.tile(xml, { size: "medium" });
  await expect(
    page.getByRole("img", { name: "Picture a.png, in the app’s package" }),
  ).toBeVisible();
  await drawn.tile(xml, { size: "medium", missingImages: "windows" });
  await expect(page.locator("[data-part=base]")).toBeVisible();
});

const toast = (binding: string, rest = "") =>
  `<toast><visual><binding template="ToastGeneric">${binding}</binding></visual>${rest}</toast>`;

test("an iconic tile keeps its sign and number inside, and its texts beside them", async ({
  drawn,
}) => {
  const iconic = (template: string, texts = "") =>
    `<tile><visual><binding template="${template}">${picture("200x200", 'id="1"')}${texts}</binding></visual></tile>`;
  await drawn.tile(iconic("TileSquare71x71IconWithBadge"), { size: "small", badge: "120" });
  const number = await drawn.box("[data-part=badge]");
  expect(number.x + number.width).toBeLessThanOrEqual(48);
  const texts = `<text id="1">Seven games</text><text id="2">wait for you</text>`;
  await drawn.tile(iconic("TileWide310x150IconWithBadgeAndText", texts), {
    size: "wide",
    badge: "7",
  });
  await expect(drawn.page.getByText("wait for you")).toBeVisible();
});

test("an Arabic toast is mirrored", async ({ drawn }) => {
  const xml = toast(`<text>مرحبا</text>${picture("96x96", 'placement="appLogoOverride"')}`);
  await drawn.toast(xml, { language: "ar" });
  expect(await drawn.box("img")).toMatchObject({ x: 288, width: 60 });
  const close = await drawn.box("[aria-label='Close this toast']");
  expect(close.x).toBe(7);
  expect(await drawn.style("[data-cut-part=title]", "text-align")).toBe("right");
});

test("the text size of the settings scales letters and lines and lets the toast grow", async ({
  drawn,
}) => {
  const xml = toast("<text>a</text><text>b</text>");
  await drawn.toast(xml);
  const before = await drawn.box("[data-part=card]");
  await drawn.toast(xml, { scale: 2 });
  expect(await drawn.box("[data-cut-part=title]")).toMatchObject({ height: 38, lines: 1 });
  expect(await drawn.style("[data-cut-part=body]", "font-size")).toBe("28px");
  const after = await drawn.box("[data-part=card]");
  expect([after.width, after.height - before.height]).toEqual([364, 38]);
});

test("a text that is missing keeps a dashed slot wherever it stands", async ({ drawn }) => {
  const { page } = drawn;
  const xml = toast(
    "<text>English</text><text>b</text>",
    `<actions><action content="" arguments="a"/></actions>`,
  );
  const needsText = [{ path: [0, 0, 0] }, { path: [1, 0], attribute: "content" }];
  await drawn.toast(xml, { needsText });
  await expect(page.locator("[data-cut-part=title]")).toHaveText("Needs text");
  await expect(page.getByRole("button", { name: "Needs text" })).toBeVisible();
  expect(await drawn.style("[data-part=button]", "border-top-style")).toBe("dashed");
  await expect(page.getByText("English")).toHaveCount(0);
});

test("a broken payload keeps the last picture", async ({ drawn }) => {
  const { page } = drawn;
  await drawn.toast(toast("<text>before</text>"));
  await drawn.toast("<toast><visual>");
  await expect(page.locator("[data-cut-part=title]")).toHaveText("before");
});

test("pictures are asked for without telling the page’s address", async ({ drawn }) => {
  const { page } = drawn;
  const asked = page.waitForRequest("http://pictures.test/**");
  await drawn.toast(toast(`<text>a</text>${picture("20x20")}<image src="file:///etc/hosts"/>`));
  expect((await asked).headers().referer).toBeUndefined();
  await expect(page.locator("[data-picture=missing]")).toHaveCount(1);
});

test("a single Arabic line that is too long loses its end, not its beginning (golden case 30)", async ({
  drawn,
}) => {
  const { page } = drawn;
  const text = "جري المساء في السابعة والنصف";
  const xml = `<tile><visual lang="ar" branding="none"><binding template="TileMedium"><text>${text}</text></binding></visual></tile>`;
  await page.evaluate((payload) => {
    const host = document.getElementById("stage");
    const { preview } = globalThis as unknown as {
      preview: { draw(host: Element | null, name: string, props: object): void };
    };
    const app = { name: "Contoso", iconGlyph: "app", iconColor: "#0078D7" };
    preview.draw(host, "TilePreview", { xml: payload, app, size: "medium", language: "ar" });
  }, xml);
  const line = page.getByText(text);
  await expect(line).toHaveCSS("direction", "rtl");
  await expect(line).toHaveCSS("text-align", "right");
});
