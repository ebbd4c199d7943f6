import { expect } from "@playwright/test";
import { app, test } from "./preview/stage";

/** The golden cases of toasts that need a browser to be measured. No server is used. */

const toast = (binding: string, rest = "", attributes = "") =>
  `<toast ${attributes}><visual><binding template="ToastGeneric">${binding}</binding></visual>${rest}</toast>`;
const actions = (inside: string) => `<actions>${inside}</actions>`;
const buttons = (...labels: string[]) =>
  actions(labels.map((label) => `<action content="${label}" arguments="a"/>`).join(""));
const words = (length: number) => "word ".repeat(Math.ceil(length / 5)).slice(0, length);
const picture = (size: string, more = "") =>
  `<image src="http://pictures.test/${size}.svg" ${more}/>`;
const title = "[data-cut-part=title]";
const body = "[data-cut-part=body]";
const card = "[data-part=card]";
const old = (build: number) => ({ skin: "10", build, theme: "dark" });

test("golden 1: one text is a row with the app and one line, 364 wide and about 90 high", async ({
  drawn,
}) => {
  await drawn.toast(toast("<text>Hello</text>"));
  const { width, height } = await drawn.box(card);
  expect(width).toBe(364);
  expect(height).toBeGreaterThan(84);
  expect(height).toBeLessThan(96);
  expect(await drawn.box(title)).toMatchObject({ x: 16, lines: 1, text: "Hello" });
  expect(await drawn.boxes(body)).toEqual([]);
});

test("golden 2: without texts the app’s name and “New notification” stand in", async ({
  drawn,
}) => {
  const { page } = drawn;
  await drawn.toast(toast(""));
  await expect(page.locator(title)).toHaveText(app.name);
  await expect(page.locator(body)).toHaveText("New notification");
});

test("golden 3 and 4: long texts are cut at two and four lines, or earlier where asked", async ({
  drawn,
}) => {
  const texts = (hint: string) => `<text ${hint}>${words(200)}</text><text>${words(400)}</text>`;
  await drawn.toast(toast(texts("")));
  expect([(await drawn.box(title)).lines, (await drawn.box(body)).lines]).toEqual([2, 4]);
  expect(await drawn.cuts()).toMatchObject([
    { part: "title", path: [0, 0, 0] },
    { part: "body", path: [0, 0, 1] },
  ]);
  await drawn.toast(toast(texts('hint-maxLines="1"')));
  expect([(await drawn.box(title)).lines, (await drawn.box(body)).lines]).toEqual([1, 4]);
});

test("golden 5: two body texts of three lines show three and one", async ({ drawn }) => {
  const three = words(120);
  await drawn.toast(toast(`<text>a</text><text>${three}</text><text>${three}</text>`));
  expect((await drawn.boxes(body)).map(({ lines }) => lines)).toEqual([3, 1]);
  expect(await drawn.cuts()).toMatchObject([{ part: "body", path: [0, 0, 2], isWhole: false }]);
  const long = words(300);
  await drawn.toast(toast(`<text>a</text><text>${long}</text><text>b</text>`));
  expect(await drawn.cuts()).toMatchObject([
    { path: [0, 0, 1], isWhole: false },
    { path: [0, 0, 2], isWhole: true },
  ]);
});

test("golden 7: the attribution is small, 4 under the body and above a picture", async ({
  drawn,
}) => {
  const texts = `<text>a</text><text>b</text><text placement="attribution">via SMS</text>`;
  await drawn.toast(toast(texts + picture("200x100")));
  const [above, line, image] = [
    await drawn.box(body),
    await drawn.box("[data-cut-part=attribution]"),
    await drawn.box("img"),
  ];
  expect(line.y - (above.y + above.height)).toBe(4);
  expect(line.height).toBe(16);
  expect(image.y).toBeGreaterThan(line.y + line.height);
  const logo = picture("48x48", 'placement="appLogoOverride"');
  const said = async (build: number) => {
    await drawn.toast(toast(texts + logo), old(build));
    return (await drawn.box("[data-cut-part=attribution]")).text;
  };
  expect([await said(16_299), await said(19_042)]).toEqual(["Contoso Runner • via SMS", "via SMS"]);
});

test("golden 8: the hero fills 364 × 180 on top and goes when collapsed", async ({ drawn }) => {
  const xml = toast(`<text>a</text>${picture("728x360", 'placement="hero"')}`);
  await drawn.toast(xml);
  expect(await drawn.box("img")).toMatchObject({ x: 0, y: 0, width: 364, height: 180 });
  expect((await drawn.box("[data-part=app-row]")).y).toBe(180);
  await drawn.toast(xml, { ...old(19_042), view: "center" });
  expect(await drawn.boxes("img")).toEqual([]);
});

test("golden 9: the logo is 60 and the text begins at 92; in 14393 48 and 72", async ({
  drawn,
}) => {
  const xml = toast(
    `<text>a</text>${picture("96x96", 'placement="appLogoOverride" hint-crop="circle"')}`,
  );
  await drawn.toast(xml);
  expect(await drawn.box("img")).toMatchObject({ x: 16, y: 48, width: 60, height: 60 });
  expect((await drawn.box(title)).x).toBe(92);
  expect(await drawn.style("img", "border-radius")).toBe("50%");
  await drawn.toast(xml, old(14_393));
  expect(await drawn.box("img")).toMatchObject({ x: 12, y: 12, width: 48, height: 48 });
  expect((await drawn.box(title)).x).toBe(72);
  expect(await drawn.style(card, "box-shadow")).toContain("inset");
});

test("the Anniversary Update’s toast is as high as on Microsoft’s pictures", async ({ drawn }) => {
  const texts = `<text>a</text><text>b</text><text>c</text>`;
  await drawn.toast(toast(texts), old(14_393));
  expect((await drawn.box(card)).height).toBe(80);
  await drawn.toast(toast(`${texts}<text placement="attribution">d</text>`), old(14_393));
  expect((await drawn.box(card)).height).toBe(99);
});

test("golden 10: a picture takes 332 × 166; a missing one a note, or nothing as in Windows", async ({
  drawn,
}) => {
  const xml = (name: string) => toast(`<text>a</text>${picture(name)}`);
  await drawn.toast(xml("200x100"));
  expect(await drawn.box("img")).toMatchObject({ x: 16, width: 332, height: 166 });
  await drawn.toast(xml("missing"));
  await expect(drawn.page.locator("[data-picture=missing]")).toContainText("could not be loaded");
  await drawn.toast(xml("missing"), { missingImages: "windows" });
  await expect(drawn.page.locator("[data-picture]")).toHaveCount(0);
  await drawn.toast(toast(`<text>a</text><image src="a.png"/>`), {
    assets: { "a.png": "http://pictures.test/200x100.svg" },
  });
  expect(await drawn.box("img")).toMatchObject({ width: 332, height: 166 });
});

test("golden 11: buttons share the row evenly", async ({ drawn }) => {
  const widths = async (count: number, props = {}) => {
    const labels = ["Remind me", "Not now", "Open", "Later", "A long label"].slice(0, count);
    await drawn.toast(toast("<text>a</text>", buttons(...labels)), props);
    return (await drawn.boxes("[data-part=button]")).map(({ width }) => width);
  };
  expect(await widths(1)).toEqual([332]);
  expect(await widths(2)).toEqual([162, 162]);
  expect(await widths(3)).toEqual([105.3, 105.3, 105.3]);
  expect(await widths(5)).toEqual([60, 60, 60, 60, 60]);
  expect(await drawn.cuts()).toMatchObject([
    { part: "button", path: [1, 0] },
    { part: "button" },
    { part: "button", path: [1, 4] },
  ]);
  expect(await widths(5, old(19_042))).toEqual([64, 64, 64, 64, 60]);
  expect(await widths(1, old(19_042))).toEqual([332]);
  expect(await widths(1, old(16_299))).toEqual([164]);
  expect((await drawn.box("[data-part=button]")).x).toBe(184);
});

test("golden 12: the menu holds the app’s entries above Windows’ own", async ({ drawn }) => {
  const { page } = drawn;
  const entry = `<action content="Mute chat" arguments="m" placement="contextMenu"/>`;
  await drawn.toast(toast("<text>a</text>", actions(entry)));
  await page.getByRole("button", { name: "More of this toast" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Mute chat",
    "Turn off all notifications for Contoso Runner",
    "Go to notification settings",
  ]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await page.locator(title).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Mute chat" }).click();
  await expect(page.locator("output")).toHaveText("Would open Contoso Runner with “m”.");
});

test("golden 13: a quick reply waits for words", async ({ drawn }) => {
  const { page } = drawn;
  const inside = `<input id="m" type="text" placeHolderContent="Reply"/><action content="Send" arguments="s" hint-inputId="m"/>`;
  await drawn.toast(toast("<text>a</text>", actions(inside)));
  const [box, button] = [await drawn.box("input"), await drawn.box("[data-part=button]")];
  expect(button.y).toBe(box.y);
  expect(button.x - (box.x + box.width)).toBe(8);
  expect(button.x + button.width).toBe(348);
  const send = page.getByRole("button", { name: "Send" });
  await expect(send).toHaveAttribute("aria-disabled", "true");
  await page.getByPlaceholder("Reply").fill("On my way");
  await expect(send).toHaveAttribute("aria-disabled", "false");
  await send.click();
  await expect(page.locator("output")).toContainText("m = “On my way”");
});

test("golden 14 and 15: inputs in their order, buttons last, a chosen item that changes", async ({
  drawn,
}) => {
  const { page } = drawn;
  const inside = `<input id="t" type="text"/><input id="s" type="selection" title="When" defaultInput="2"><selection id="1" content="Now"/><selection id="2" content="Later"/></input><action content="" arguments="snooze" activationType="system" hint-inputId="s"/><action content="b" arguments="b"/>`;
  await drawn.toast(toast("<text>a</text>", actions(inside)));
  const rows = await drawn.boxes("[data-part=input-row]");
  const [first] = await drawn.boxes("[data-part=button]");
  expect(rows).toHaveLength(2);
  expect((rows[1]?.y ?? 0) - ((rows[0]?.y ?? 0) + (rows[0]?.height ?? 0))).toBe(16);
  expect(first?.text).toBe("Snooze");
  expect(first?.y).toBeGreaterThan((rows[1]?.y ?? 0) + 32);
  await page.getByRole("button", { name: "When" }).click();
  await expect(page.getByRole("option", { selected: true })).toHaveText("Later");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-part=choice]")).toHaveText("Now");
});

test("golden 16: Windows’ own snooze box", async ({ drawn }) => {
  const { page } = drawn;
  const xml = toast(
    "<text>a</text>",
    `<actions hint-systemCommands="SnoozeAndDismiss"><action content="x" arguments="x"/></actions>`,
  );
  await drawn.toast(xml);
  await expect(page.locator("[data-part=choice]")).toHaveText("9 minutes");
  await expect(page.locator("[data-part=buttons] button")).toHaveText(["Snooze", "Dismiss"]);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.locator("output")).toHaveText("Would close the toast.");
});

test("golden 17: Success and Critical have Windows’ colours in light and dark", async ({
  drawn,
}) => {
  const styled = ["Success", "Critical"]
    .map((style) => `<action content="x" arguments="a" hint-buttonStyle="${style}"/>`)
    .join("");
  const colours = async (theme: string) => {
    await drawn.toast(toast("<text>a</text>", actions(styled), 'useButtonStyle="true"'), { theme });
    return [
      await drawn.style("[data-style=success]", "background-color"),
      await drawn.style("[data-style=critical]", "background-color"),
    ];
  };
  expect(await colours("light")).toEqual(["rgb(15, 123, 15)", "rgb(196, 43, 28)"]);
  expect(await colours("dark")).toEqual(["rgb(108, 203, 95)", "rgb(255, 153, 164)"]);
});

test("golden 18: a call is centred with a circle of 96; Windows 10 answers in one wide button", async ({
  drawn,
}) => {
  const centred = 'hint-callScenarioCenterAlign="true"';
  const xml = toast(
    `<text ${centred}>Anna</text><text ${centred}>Calling</text>${picture("200x200", 'hint-crop="circle"')}`,
    buttons("Text", "Ignore", "Answer"),
    'scenario="incomingCall"',
  );
  await drawn.toast(xml);
  expect(await drawn.style(title, "text-align")).toBe("center");
  const [circle, texts] = [await drawn.box("img"), await drawn.box(body)];
  expect(circle).toMatchObject({ x: 134, width: 96, height: 96 });
  expect(circle.y - (texts.y + texts.height)).toBe(22);
  expect((await drawn.boxes("[data-part=button]")).map(({ height }) => height)).toEqual([
    32, 32, 32,
  ]);
  await drawn.toast(xml, old(19_042));
  const [first, second, answer] = await drawn.boxes("[data-part=button]");
  expect(first).toMatchObject({ width: 72, height: 72 });
  expect((second?.x ?? 0) - (first?.x ?? 0)).toBe(84);
  expect(answer).toMatchObject({ x: 16, width: 332, height: 72, y: (first?.y ?? 0) + 96 });
});

test("golden 19: progress stands before the picture, half filled, and data cures it", async ({
  drawn,
}) => {
  const { page } = drawn;
  const bar = (value: string) =>
    toast(
      `<text>a</text>${picture("200x100")}<progress value="${value}" status="s" valueStringOverride="1/2 songs"/>`,
    );
  const share = async () => {
    const [whole, done] = await drawn.boxes("[role=progressbar], [role=progressbar] > *");
    return (done?.width ?? 0) / (whole?.width ?? 1);
  };
  await drawn.toast(bar("0.5"));
  expect((await drawn.box("[role=progressbar]")).y).toBeLessThan((await drawn.box("img")).y);
  expect(await drawn.box("[role=progressbar]")).toMatchObject({ x: 16, width: 332, height: 4 });
  expect(await share()).toBe(0.5);
  await expect(page.getByText("1/2 songs")).toBeVisible();
  await drawn.toast(bar("1.2"));
  expect(await share()).toBe(1);
  await drawn.toast(bar("{p}"));
  expect(await share()).toBe(0);
  await drawn.toast(bar("{p}"), { data: { p: "0.6" } });
  expect(await share()).toBeCloseTo(0.6, 2);
});

test("golden 20: two columns of a group are equal, 8 apart, with their first lines level", async ({
  drawn,
}) => {
  const column = (style: string) => `<subgroup><text hint-style="${style}">x</text></subgroup>`;
  const group = `<group>${column("title")}${column("captionSubtle")}</group>`;
  await drawn.toast(toast(`<text>a</text>${group}${group}`));
  const [left, right] = await drawn.boxes("[data-part=column]");
  expect([left?.width, right?.width]).toEqual([162, 162]);
  expect((right?.x ?? 0) - (left?.x ?? 0)).toBe(170);
  const [, , big, small] = await drawn.boxes("[data-cut-part=group]");
  expect((small?.y ?? 0) - (big?.y ?? 0)).toBe(5);
});

test("golden 21: headers show in the notification centre only, under the newest title", async ({
  drawn,
}) => {
  const { page } = drawn;
  const headed = (text: string, heading: string) =>
    toast(`<text>${text}</text>`, `<header id="1" title="${heading}" arguments="a"/>`);
  await drawn.toast(headed("a", "Camping"));
  await expect(page.getByText("Camping")).toHaveCount(0);
  await page.evaluate(
    ([newer, older]) => {
      const { preview } = globalThis as unknown as {
        preview: { drawCentre: (host: Element | null, toasts: string[]) => void };
      };
      preview.drawCentre(document.querySelector("#stage"), [newer, older]);
    },
    [headed("b", "Camping 2"), headed("a", "Camping")] as const,
  );
  await expect(page.locator("[data-part=heading]")).toHaveText(["Camping 2"]);
  await expect(page.locator("[data-part=header-group] [data-part=card]")).toHaveCount(2);
});
