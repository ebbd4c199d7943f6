import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parsePayload } from "./parse";
import { buildTemplate, templates } from "./templates";
import { fillTracked, prepareTracked } from "./tracking";
import { isError, validatePayload } from "./validate";

interface Row {
  verdict: "accepted" | "warning" | "error";
  rule: string;
  code: string;
  xml: string;
}

const rows = readFileSync(new URL("./fixtures/payload-rules.ndjson", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);
const accepted = rows.filter(({ verdict }) => verdict === "accepted");
const warned = rows.filter(({ verdict }) => verdict === "warning");
const refused = rows.filter(({ verdict }) => verdict === "error");

const summary = (xml: string) =>
  validatePayload(xml).problems.map((problem) => `${problem.severity} ${problem.code}`);

describe(`the rule table of the schema: ${accepted.length} accepted, ${warned.length} warned of, ${refused.length} refused`, () => {
  it.each(refused)("refuses $rule as $code", ({ code, xml }) => {
    expect(summary(xml)).toContain(`error ${code}`);
    expect(validatePayload(xml).ok).toBe(false);
  });

  it.each(warned)("warns of $rule as $code, but accepts it", ({ code, xml }) => {
    expect(summary(xml)).toContain(`warning ${code}`);
    expect(validatePayload(xml).problems.filter(isError)).toEqual([]);
  });

  it.each(accepted)("accepts $rule without a word", ({ xml }) => {
    expect(summary(xml)).toEqual([]);
  });
});

describe("validatePayload", () => {
  it("points at the place and offers a fix", () => {
    const xml = `<toast duration="medium">\n  <visual>\n    <binding template="toastGeneric"><text>a</text></binding>\n  </visual>\n</toast>`;
    const [duration, template] = validatePayload(xml).problems;
    expect(duration).toMatchObject({ code: "value", line: 1, column: 18, endColumn: 24 });
    expect(template).toMatchObject({ code: "value.case", line: 3, column: 24, endLine: 3 });
    const { start = 0, end = 0, text = "" } = template?.fix ?? {};
    expect(xml.slice(0, start) + text + xml.slice(end)).toContain('template="ToastGeneric"');
  });

  it("refuses a payload of another kind than the notification's (H.10)", () => {
    const badge = '<badge value="1"/>';
    expect(validatePayload(badge, { kind: "badge" }).ok).toBe(true);
    const [problem] = validatePayload(badge, { kind: "toast" }).problems;
    expect(problem).toMatchObject({ code: "root.kind", severity: "error", line: 1, column: 2 });
    expect(problem?.message).toBe("This is a badge, and the notification is a toast.");
  });

  it("offers to add a missing attribute and to rename a misspelt one", () => {
    const xml = `<badge/>`;
    const { start = 0, text = "" } = validatePayload(xml).problems[0]?.fix ?? {};
    expect(xml.slice(0, start) + text + xml.slice(start)).toBe('<badge value="none"/>');
    const misspelt = validatePayload(`<toast displayTimeStamp="x"/>`);
    expect(misspelt.problems.map(({ fix }) => fix?.text)).toContain("displayTimestamp");
  });

  const around = (text: string) =>
    `<toast><visual><binding template="ToastGeneric"><text>${text}</text></binding></visual></toast>`;

  it("counts launch tokens into the size when launches are tracked (H 8)", () => {
    const xml = around("x".repeat(4880));
    const parsed = parsePayload(xml);
    if (!parsed.ok) throw new Error("not parsed");
    const { length } = fillTracked(prepareTracked(parsed.document), new Uint8Array(26));
    expect(validatePayload(xml)).toMatchObject({ ok: true, bytes: xml.length });
    expect(length).toBeGreaterThan(5000);
    expect(validatePayload(xml, { trackLaunches: true })).toMatchObject({
      ok: false,
      bytes: length,
    });
  });

  it("allows 5,000 bytes of UTF-8 and not one more", () => {
    const free = 5000 - around("").length;
    const text = "ü".repeat(Math.floor(free / 2)) + "a".repeat(free % 2);
    expect(summary(around(text))).toEqual([]);
    expect(summary(around(`${text}a`))).toEqual(["error limit.bytes"]);
  });

  it("finds nothing wrong with our own templates but placeholders", () => {
    for (const { id } of templates) {
      const codes = summary(buildTemplate(id, { name: "Runner", storeId: "9N" }).xml);
      expect(codes.filter((code) => !/placeholder/.test(code))).toEqual([]);
    }
  });
});
