import { describe, expect, it } from "vitest";
import { parsePayload } from "@/content/parse";
import { isError, validatePayload } from "@/content/validate";
import {
  groupByHeader,
  readToast,
  type ToastModel,
  type ToastModelOptions,
  windows10Build,
} from "./toast-model";

function toastXml(binding: string, rest = "", attributes = ""): string {
  return `<toast ${attributes}><visual><binding template="ToastGeneric">${binding}</binding></visual>${rest}</toast>`;
}

function read(xml: string, options: Partial<ToastModelOptions> = {}): ToastModel {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return readToast(parsed.document, { appName: "Contoso Runner", ...options });
}

const texts = (...all: string[]) => all.map((text) => `<text>${text}</text>`).join("");
const actions = (inside: string, attributes = "") => `<actions ${attributes}>${inside}</actions>`;
const button = (content: string, more = "") =>
  `<action content="${content}" arguments="${content}" ${more}/>`;
const labels = (list: readonly { label: { text: string } }[]) =>
  list.map(({ label }) => label.text);
const codes = ({ notes }: ToastModel) => notes.map(({ code }) => code);
const errors = (xml: string) => validatePayload(xml).problems.filter(isError);

describe("texts of a toast", () => {
  it("are a title alone (golden 1)", () => {
    const { title, body } = read(toastXml(texts("Hello")));
    expect([title?.text, body]).toEqual(["Hello", []]);
  });

  it("are the app's name and “New notification” where there are none (golden 2)", () => {
    for (const binding of ["", texts("", " ")]) {
      const toast = read(toastXml(binding));
      expect(toast.title?.text).toBe("Contoso Runner");
      expect(toast.body.map(({ text }) => text)).toEqual(["New notification"]);
      expect(codes(toast)).toEqual(["no-text"]);
    }
    expect(codes(read("<toast/>"))).toEqual(["no-text"]);
  });

  it("take two lines for the title and four for the body (golden 3)", () => {
    const { title, body } = read(toastXml(texts("a ".repeat(100), "b ".repeat(200))));
    expect([title?.maxLines, body[0]?.maxLines]).toEqual([2, 4]);
  });

  it("take fewer lines where hint-maxLines says so, never more (golden 4)", () => {
    const lines = (hint: string) =>
      read(
        toastXml(`<text hint-maxLines="${hint}">a</text><text hint-maxLines="${hint}">b</text>`),
      );
    expect([lines("1").title?.maxLines, lines("9").title?.maxLines]).toEqual([1, 2]);
    expect([lines("0").title?.maxLines, lines("9").body[0]?.maxLines]).toEqual([1, 4]);
    expect(lines("x").title?.maxLines).toBe(2);
  });

  it("share one body block between the second and the third (golden 5)", () => {
    const { body } = read(toastXml(texts("a", "b", "c")));
    expect(body.map(({ text }) => text)).toEqual(["b", "c"]);
  });

  it("end with the third; the fourth is reported with its place (golden 6)", () => {
    const toast = read(toastXml(texts("a", "b", "c", "d", "e")));
    expect(toast.body).toHaveLength(2);
    expect(toast.notes).toMatchObject([{ code: "fourth-text", path: [0, 0, 3] }]);
  });

  it("do not count the attribution; before 14393 it is a text like others (golden 7)", () => {
    const xml = toastXml(`<text placement="attribution">via SMS</text>${texts("a", "b", "c")}`);
    expect(read(xml).attribution?.text).toBe("via SMS");
    expect(codes(read(xml))).toEqual([]);
    const old = read(xml, { build: 10_586 });
    expect([old.attribution, old.title?.text]).toEqual([undefined, "via SMS"]);
  });

  it("keep a slot for a text that this language lacks", () => {
    const needsText = [{ path: [0, 0, 1] }];
    const { body, notes } = read(toastXml(texts("a", "")), { needsText });
    expect(body).toMatchObject([{ isMissing: true }]);
    expect(notes).toEqual([]);
  });

  it("carry the nearest language", () => {
    const xml = `<toast><visual lang="de"><binding template="ToastGeneric" lang="ar"><text>a</text><text lang="ja">b</text></binding></visual></toast>`;
    expect(read(xml)).toMatchObject({ title: { lang: "ar" }, body: [{ lang: "ja" }] });
  });

  it("of the old templates are read by their order, with their picture as the logo", () => {
    const xml = `<toast><visual><binding template="ToastImageAndText02"><image id="1" src="a.png"/><text id="1">a</text><text id="2">b</text></binding></visual></toast>`;
    expect(read(xml)).toMatchObject({
      title: { text: "a" },
      logo: { address: "ms-appx:///a.png" },
    });
  });
});

describe("pictures of a toast", () => {
  const image = (attributes: string) => `<image ${attributes}/>`;

  it("have one hero from 14393 on, and one logo (golden 8, 9)", () => {
    const xml = toastXml(
      `${texts("a")}${image('placement="hero" src="http://a/1"')}${image('placement="hero" src="http://a/2"')}${image('placement="appLogoOverride" hint-crop="circle" src="http://a/3"')}`,
    );
    expect(read(xml)).toMatchObject({ hero: { src: "http://a/1" }, logo: { isCircle: true } });
    expect(codes(read(xml))).toEqual(["second-hero"]);
    expect(read(xml, { build: 10_586 }).hero).toBeUndefined();
  });

  it("stand below the text in their order (golden 10)", () => {
    const { blocks } = read(toastXml(`${texts("a")}${image('src="b.png"')}`));
    expect(blocks).toMatchObject([{ kind: "image", address: "ms-appx:///b.png" }]);
  });

  it("are addressed with base address and query, an absolute one without the base", () => {
    const xml = (src: string) =>
      `<toast><visual baseUri="https://cdn.test/x" addImageQuery="true" lang="de"><binding template="ToastGeneric"><image src="${src}"/></binding></visual></toast>`;
    const address = (src: string) => (read(xml(src)).blocks[0] as { address: string }).address;
    const query = "ms-scale=100&ms-contrast=standard&ms-lang=de";
    expect(address("a.png")).toBe(`https://cdn.test/x/a.png?${query}`);
    expect(address("http://b/c?d=1")).toBe(`http://b/c?d=1&${query}`);
    expect(address("ms-appx:///a.png")).toBe("ms-appx:///a.png");
  });

  it("of a call leave the blocks for the middle (golden 18)", () => {
    const xml = toastXml(
      `<text hint-callScenarioCenterAlign="true">a</text>${image('hint-crop="circle" src="http://a/1"')}`,
      actions(button("a")),
      'scenario="incomingCall"',
    );
    expect(read(xml)).toMatchObject({
      callImage: { src: "http://a/1" },
      blocks: [],
      title: { isCentered: true },
    });
  });
});

describe("actions of a toast", () => {
  it("are at most five, those of the menu counted (golden 12)", () => {
    const xml = toastXml(
      texts("a"),
      actions(
        ["1", "2", "3", "4"].map((text) => button(text)).join("") +
          button("5", 'placement="contextMenu"') +
          button("6", 'placement="contextMenu"'),
      ),
    );
    const toast = read(xml);
    expect(labels(toast.buttons)).toEqual(["1", "2", "3", "4"]);
    expect(labels(toast.contextMenu)).toEqual(["5"]);
    expect(codes(toast)).toEqual(["sixth-actions"]);
    expect(errors(xml)).toHaveLength(1);
    expect(labels(read(xml, { build: 10_586 }).buttons)).toHaveLength(5);
  });

  it("put the first button of a text box beside it (golden 13)", () => {
    const xml = toastXml(
      texts("a"),
      actions(
        `<input id="m" type="text"/>${button("Send", 'hint-inputId="m"')}${button("Too", 'hint-inputId="m"')}`,
      ),
    );
    const { inputs, buttons } = read(xml);
    expect(inputs[0]?.reply?.label.text).toBe("Send");
    expect(labels(buttons)).toEqual(["Too"]);
  });

  it("keep the order of inputs and the chosen item (golden 14)", () => {
    const xml = toastXml(
      texts("a"),
      actions(
        `<input id="t" type="text" defaultInput="hi"/><input id="s" type="selection" defaultInput="2"><selection id="1" content="A"/><selection id="2" content="B"/></input><input id="bad" type="date"/>${button("x")}`,
      ),
    );
    const { inputs } = read(xml);
    expect(inputs.map(({ id, initial }) => [id, initial])).toEqual([
      ["t", "hi"],
      ["s", "2"],
    ]);
  });

  it("leave the button of a drop-down in the row and give it Windows' word (golden 15)", () => {
    const xml = toastXml(
      texts("a"),
      actions(
        `<input id="s" type="selection"><selection id="5" content="5 min"/></input><action content="" arguments="snooze" activationType="system" hint-inputId="s"/><action content="" arguments="Dismiss" activationType="system"/>`,
      ),
    );
    const { inputs, buttons } = read(xml);
    expect(inputs[0]?.reply).toBeUndefined();
    expect(labels(buttons)).toEqual(["Snooze", ""]);
  });

  it("are Windows' own with hint-systemCommands (golden 16)", () => {
    const xml = toastXml(
      texts("a"),
      actions(button("mine"), 'hint-systemCommands="SnoozeAndDismiss"'),
    );
    const { inputs, buttons } = read(xml);
    expect(inputs).toMatchObject([{ kind: "selection", initial: "9" }]);
    expect(labels(inputs[0]?.options ?? [])).toHaveLength(6);
    expect(labels(buttons)).toEqual(["Snooze", "Dismiss"]);
  });

  it("are coloured only with useButtonStyle, in Windows 11 and spelled exactly (golden 17)", () => {
    const styled = (attributes: string, style: string, build?: number) =>
      read(
        toastXml(texts("a"), actions(button("x", `hint-buttonStyle="${style}"`)), attributes),
        build ? { build } : {},
      ).buttons[0]?.style;
    expect(styled('useButtonStyle="true"', "Success")).toBe("success");
    expect(styled('useButtonStyle="true"', "Critical")).toBe("critical");
    expect(styled("", "Success")).toBe("plain");
    expect(styled('useButtonStyle="true"', "success")).toBe("plain");
    expect(styled('useButtonStyle="true"', "Success", windows10Build)).toBe("plain");
  });

  it("are dropped without arguments", () => {
    expect(read(toastXml("", actions('<action content="x"/>'))).buttons).toEqual([]);
  });
});

describe("progress, groups and headers", () => {
  const progress = (value: string) => `<progress value="${value}" status="s"/>`;

  it("put progress before pictures and say its value (golden 19)", () => {
    const xml = toastXml(
      `${texts("a")}<image src="http://a/1"/><progress value="0.5" status="s" valueStringOverride="1/2 songs"/>`,
    );
    const { blocks } = read(xml);
    expect(blocks.map(({ kind }) => kind)).toEqual(["progress", "image"]);
    expect(blocks[0]).toMatchObject({ value: 0.5, valueText: "1/2 songs" });
  });

  it("hold a value that is too big and report what is none (golden 19)", () => {
    const bar = (value: string, data?: Record<string, string>) => {
      const toast = read(toastXml(texts("a") + progress(value)), { data });
      return [toast.blocks[0], codes(toast)];
    };
    expect(bar("1.2")).toMatchObject([{ value: 1, valueText: "100%" }, ["progress-value"]]);
    expect(bar("0.126")).toMatchObject([{ valueText: "13%" }, []]);
    expect(bar("{p}")).toMatchObject([{ value: undefined }, ["progress-value"]]);
    expect(bar("{p}", { p: "0.6" })).toMatchObject([{ value: 0.6 }, []]);
    expect(bar("indeterminate")).toMatchObject([{ value: "indeterminate", valueText: "" }, []]);
  });

  it("show a bound text without data with its braces (golden 19)", () => {
    expect(read(toastXml(texts("{who}"))).title?.text).toBe("{who}");
    expect(read(toastXml(texts("{who}")), { data: { who: "Anna" } }).title?.text).toBe("Anna");
    expect(read(toastXml(texts("to {who}")), { data: { who: "x" } }).title?.text).toBe("to {who}");
  });

  it("give two columns without weights half of the width each (golden 20)", () => {
    const column = (more: string) =>
      `<subgroup><text hint-style="captionSubtle" ${more}>x</text></subgroup>`;
    const xml = toastXml(
      `${texts("a")}<group>${column("")}${column('hint-align="right"')}</group>`,
    );
    const [group] = read(xml).blocks;
    expect(group).toMatchObject({
      kind: "group",
      columns: [{ weight: 50 }, { weight: 50, items: [{ align: "right", isSubtle: true }] }],
    });
    expect(read(xml, { build: 10_586 }).blocks).toEqual([]);
  });

  it("group toasts by the id of their header under its newest title (golden 21)", () => {
    const toast = (title: string, id = "1") =>
      read(toastXml(texts(title), `<header id="${id}" title="${title}" arguments="a"/>`));
    const groups = groupByHeader([toast("new"), toast("other", "2"), toast("old")]);
    expect(groups.map(({ title, toasts }) => [title?.text, toasts.length])).toEqual([
      ["new", 2],
      ["other", 1],
    ]);
    expect(read(toastXml("", '<header id="1" title="" arguments=""/>')).header).toBeUndefined();
  });
});

describe("the size of a payload", () => {
  it("is counted in bytes and drawn even where it is too big (golden 22)", () => {
    const sized = (bytes: number) => {
      const frame = toastXml(texts("😀", ""));
      const missing = bytes - new TextEncoder().encode(frame).length;
      return toastXml(texts("😀", "x".repeat(missing)));
    };
    expect(validatePayload(sized(5000))).toMatchObject({ bytes: 5000, ok: true });
    expect(validatePayload(sized(5001))).toMatchObject({ bytes: 5001, ok: false });
    expect(read(sized(5120)).title?.text).toBe("😀");
  });
});
