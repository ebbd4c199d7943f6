import { expect, test } from "vitest";
import { parsePayload } from "@/content/parse";
import { fillTracked, stripLaunchToken } from "@/content/tracking";
import { renderWebPush } from "./payload";

const token = new Uint8Array(26).fill(3);

function render(xml: string, isTracked = true, language = "en-US") {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error("Not well formed");
  return renderWebPush({ document: parsed.document, language, isTracked, tag: "n1" });
}

function shown(xml: string, isTracked = true) {
  const payload = render(xml, isTracked);
  return payload && JSON.parse(fillTracked(payload, token));
}

const visual = `<visual><binding template="ToastGeneric"><text>Hi</text><text>There</text></binding></visual>`;

test("a toast as the service worker shows it, launch and buttons with their tokens (K-20, K-26)", () => {
  const json = shown(
    `<toast launch="a=1" scenario="reminder">${visual}<actions><action content="Play" arguments="b=2"/><action content="Read" activationType="protocol" arguments="https://contoso.test/"/><action content="More" arguments="c"/></actions></toast>`,
  );
  expect(json).toMatchObject({
    herald: 1,
    title: "Hi",
    body: "There",
    lang: "en-US",
    tag: "n1",
    requireInteraction: true,
    actions: [{ title: "Play" }, { title: "Read", url: "https://contoso.test/" }],
  });
  expect(json).not.toHaveProperty("silent");
  expect(json.actions).toHaveLength(2);
  expect(stripLaunchToken(json.launch).original).toBe("a=1");
  expect(stripLaunchToken(json.actions[0].launch).original).toBe("b=2");
});

test("nothing is added when launches are not counted, nor when the toast opens a page (K-20, K-25)", () => {
  expect(shown(`<toast launch="a=1">${visual}</toast>`, false).launch).toBe("a=1");
  const json = shown(
    `<toast activationType="protocol" launch="https://contoso.test/">${visual}</toast>`,
  );
  expect(json).toMatchObject({ url: "https://contoso.test/" });
  expect(json).not.toHaveProperty("launch");
});

test("tiles cannot be shown; urgency follows the scenario", () => {
  expect(render(`<tile><visual/></tile>`)).toBeUndefined();
  expect(render(`<toast>${visual}</toast>`)?.isUrgent).toBe(false);
  expect(render(`<toast scenario="urgent">${visual}</toast>`)?.isUrgent).toBe(true);
});
