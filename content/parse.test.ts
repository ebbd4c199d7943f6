import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "@/db/testing/any-text";
import {
  attributeValue,
  createElement,
  createText,
  escapeAttribute,
  removeIllegalCharacters,
  textOf,
  updateElement,
  withAttribute,
  withText,
} from "./document";
import { parsePayload } from "./parse";
import { serialize } from "./serialize";

function parsed(xml: string) {
  const result = parsePayload(xml);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document;
}

function problemOf(xml: string) {
  const result = parsePayload(xml);
  if (result.ok) throw new Error("accepted");
  return result.problems[0];
}

const odd = `\uFEFF<?xml version='1.0' encoding="utf-8"?>
<!-- before --><toast  launch = 'a="1"&amp;b=&#x1F600;'\r\n  duration="long" >
  <visual ><binding template="ToastGeneric"
   ><text>a &lt; b]]&gt; 😀</text><![CDATA[ <raw> ]]><!-- c --><?pi x?><text/><text ></text ></binding></visual>
</toast  >
<!-- after -->\r\n`;

describe("parsePayload and serialize", () => {
  it("give odd but legal spelling back byte for byte", () => {
    expect(serialize(parsed(odd))).toBe(odd);
    expect(attributeValue(parsed(odd).root, "launch")).toBe('a="1"&b=😀');
  });

  it("give every built tree back", () => {
    const text = anyText({ maxLength: 12 }).map(removeIllegalCharacters);
    const name = fc.constantFrom("toast", "text", "a", "hint-x", "é");
    const tree = fc.letrec<{ node: ReturnType<typeof createElement> }>((tie) => ({
      node: fc
        .tuple(
          name,
          fc.dictionary(name, text, { maxKeys: 3 }),
          fc.array(fc.oneof({ maxDepth: 4 }, text.map(createText), tie("node")), { maxLength: 4 }),
        )
        .map(([tag, attributes, children]) => createElement(tag, attributes, children)),
    })).node;
    fc.assert(
      fc.property(tree, (root) => {
        const xml = serialize({ prolog: "", root, epilog: "" });
        const again = parsed(xml);
        expect(serialize(again)).toBe(xml);
        expect(textOf(again.root)).toBe(textOf(root));
        for (const { name: key, value } of root.attributes) {
          expect(attributeValue(again.root, key)).toBe(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keep everything but the edited place", () => {
    const next = updateElement(parsed(odd), [], (root) => withAttribute(root, "duration", "short"));
    expect(serialize(next)).toBe(odd.replace('"long"', '"short"'));
    const path = [1, 0, 0];
    const texted = updateElement(parsed(odd), path, (text) => withText(text, "<&>"));
    expect(serialize(texted)).toBe(odd.replace("a &lt; b]]&gt; 😀", "&lt;&amp;&gt;"));
  });

  it("refuses characters that XML cannot carry, in documents and in edits", () => {
    expect(problemOf("<toast>\u0001</toast>")?.code).toBe("xml.malformed");
    expect(problemOf("<toast launch='\uD800'/>")?.code).toBe("xml.malformed");
    expect(() => createText("\u0000")).toThrow(RangeError);
    expect(() => escapeAttribute("\uDFFF")).toThrow(RangeError);
    expect(removeIllegalCharacters("a\u0000\uD800b\uFFFF😀")).toBe("ab😀");
  });

  it.each([
    ["<toast>", "xml.malformed"],
    ["", "xml.malformed"],
    ["<a/><b/>", "xml.malformed"],
    ["<toast>&nbsp;</toast>", "xml.malformed"],
    ["<!DOCTYPE toast [<!ENTITY a 'b'>]><toast/>", "xml.doctype"],
    ["<x:toast/>", "xml.prefix"],
    ["<toast x:a='1'/>", "xml.prefix"],
    [`<toast>${" ".repeat(70_000)}</toast>`, "xml.too-long"],
    [`${"<a>".repeat(65)}${"</a>".repeat(65)}`, "xml.too-deep"],
    [`${"<a>".repeat(9000)}${"</a>".repeat(9000)}`, "xml.too-deep"],
  ])("refuses %.30s as %s", (xml, code) => {
    expect(problemOf(xml)?.code).toBe(code);
  });

  it("takes letters that JavaScript calls white space for letters", () => {
    const xml = "<a\u1680b c\uFEFFd='1'/>";
    expect(parsed(xml).root).toMatchObject({
      name: "a\u1680b",
      attributes: [{ name: "c\uFEFFd" }],
    });
    expect(serialize(parsed(xml))).toBe(xml);
  });

  it("accepts a declared prefix", () => {
    expect(parsePayload("<toast xmlns:x='u'><x:a x:b='1' xml:lang='en'/></toast>").ok).toBe(true);
  });

  it("tells line and column in UTF-16 units, also behind an emoji", () => {
    expect(problemOf("<toast>\n 😀😀<</toast>")).toMatchObject({ line: 2, column: 6, start: 13 });
  });
});
