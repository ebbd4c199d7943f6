import { expect, test } from "vitest";
import { parsePayload } from "@/content/parse";
import { toNativeMessage } from "./message";
import { platformLosses } from "./platforms";

function message(xml: string, language = "en-US") {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const native = toNativeMessage(parsed.document, language);
  if (!native) throw new Error("No message");
  return native;
}

const visual = (inside: string, attributes = "") =>
  `<visual ${attributes}><binding template="ToastGeneric">${inside}</binding></visual>`;
const codes = (xml: string) => message(xml).losses.map(({ code }) => code);

test("the first text is the title, the others are lines, the attribution comes last", () => {
  const xml = `<toast launch="a=1">${visual(
    `<text placement="attribution">via SMS</text><text>Evening puzzle</text><text>It is &lt;ready&gt;.</text><text>Play</text>`,
  )}</toast>`;
  expect(message(xml)).toMatchObject({
    title: "Evening puzzle",
    body: "It is <ready>.\nPlay\nvia SMS",
    target: { kind: "app", arguments: "a=1" },
    direction: "ltr",
    isPersistent: false,
    isUrgent: false,
    isSilent: false,
    losses: [],
  });
});

test("a toast without an argument still starts the app, so that the launch can be counted (K-26)", () => {
  expect(message(`<toast>${visual("<text>Hi</text>")}</toast>`).target).toEqual({
    kind: "app",
    arguments: "",
  });
});

test("tiles and badges become nothing: they exist on Windows only", () => {
  for (const xml of [
    `<tile><visual><binding template="TileMedium"><text>Hi</text></binding></visual></tile>`,
    `<badge value="3"/>`,
  ]) {
    const parsed = parsePayload(xml);
    expect(parsed.ok && toNativeMessage(parsed.document, "en")).toBeUndefined();
  }
});

test("https pictures are kept where they belong, relative ones behind their base", () => {
  const xml = `<toast>${visual(
    `<image placement="appLogoOverride" src="logo.png"/><image placement="hero" src="https://cdn.test/h.png"/><text>Hi</text><image src="https://cdn.test/i.png"/>`,
    'baseUri="https://cdn.test/a/"',
  )}</toast>`;
  const native = message(xml);
  expect(native.icon).toBe("https://cdn.test/a/logo.png");
  expect(native.image).toBe("https://cdn.test/h.png");
  expect(codes(xml)).toEqual(["more-pictures"]);
});

test.each([
  "ms-appx:///a.png",
  "a.png",
  "file:///c:/a.png",
  "http://cdn.test/a.png",
  "javascript:1",
])("the picture %s is left out and said", (source) => {
  const xml = `<toast>${visual(`<text>Hi</text><image src="${source}"/>`)}</toast>`;
  expect(message(xml).image).toBeUndefined();
  expect(codes(xml)).toEqual(["app-picture"]);
});

test("buttons keep their own arguments; those that Windows alone knows are left out and said", () => {
  const xml = `<toast launch="body"><visual/><actions>
    <input id="reply" type="text"/>
    <action content="Play" arguments="go=1" imageUri="https://cdn.test/p.png"/>
    <action content="Read" activationType="protocol" arguments="https://contoso.test/a?b=1&amp;c=2"/>
    <action content="Store" activationType="protocol" arguments="ms-windows-store://pdp/?productid=1"/>
    <action content="Send" arguments="send" hint-inputId="reply"/>
    <action content="Mute" arguments="mute" placement="contextMenu"/>
    <action content="" activationType="system" arguments="snooze"/>
    <action content="" activationType="system" arguments="dismiss"/>
  </actions></toast>`;
  expect(message(xml).actions).toEqual([
    {
      label: "Play",
      target: { kind: "app", arguments: "go=1" },
      icon: "https://cdn.test/p.png",
    },
    { label: "Read", target: { kind: "link", url: "https://contoso.test/a?b=1&c=2" } },
  ]);
  expect(codes(xml)).toEqual(["inputs", "windows-link", "context-menu", "snooze"]);
});

test.each(["javascript:alert(1)", "https:evil", "https://", "data:text/html,x", "http://a.test/"])(
  "the link %s never leaves for a browser (T14)",
  (link) => {
    const native = message(`<toast activationType="protocol" launch="${link}"><visual/></toast>`);
    expect(native.target).toEqual({ kind: "app", arguments: "" });
    expect(native.losses[0]?.code).toBe("windows-link");
  },
);

test("an https link opens that page (K-25)", () => {
  const native = message(
    `<toast activationType="protocol" launch="https://contoso.test/sale"><visual/></toast>`,
  );
  expect(native.target).toEqual({ kind: "link", url: "https://contoso.test/sale" });
  expect(native.losses).toEqual([]);
});

test.each([
  ["reminder", true, false],
  ["alarm", true, true],
  ["incomingCall", true, true],
  ["urgent", false, true],
  ["default", false, false],
])("the scenario %s stays: %s, interrupts: %s", (scenario, isPersistent, isUrgent) => {
  const native = message(`<toast scenario="${scenario}"><visual/></toast>`);
  expect(native).toMatchObject({ isPersistent, isUrgent });
});

test("silence, time, thread and direction are kept", () => {
  const xml = `<toast displayTimestamp="2026-11-22T18:00:00Z"><visual/><audio silent="true"/><header id="h1" title="Puzzles" arguments=""/></toast>`;
  expect(message(xml, "ar-EG")).toMatchObject({
    isSilent: true,
    timestamp: Date.UTC(2026, 10, 22, 18),
    thread: { id: "h1", title: "Puzzles" },
    direction: "rtl",
    losses: [],
  });
});

test("columns, progress, sound and duration are said", () => {
  const xml = `<toast duration="long">${visual(
    `<text>Hi</text><group><subgroup><text>Left</text></subgroup><subgroup><text>Right</text></subgroup></group><progress status="Loading" value="0.5"/>`,
  )}<audio src="ms-winsoundevent:Notification.Looping.Call"/></toast>`;
  expect(message(xml).body).toBe("Left\nRight");
  expect(codes(xml)).toEqual(["columns", "progress", "sound", "duration"]);
});

test("each platform says what it leaves out besides", () => {
  const actions = ["a", "b", "c", "d"].map((a) => `<action content="${a}" arguments="${a}"/>`);
  const xml = `<toast><visual/><header id="h" title="Puzzles" arguments=""/><actions>${actions.join("")}</actions></toast>`;
  const native = message(xml);
  expect(platformLosses(native, "web")).toEqual([
    "Only the first 2 buttons are shown.",
    "Notifications are not grouped under “Puzzles”.",
  ]);
  expect(platformLosses(native, "android")).toEqual([
    "Buttons are left out.",
    "Notifications are not grouped under “Puzzles”.",
  ]);
  expect(platformLosses(native, "ios")).toEqual(["Buttons are left out."]);
});
