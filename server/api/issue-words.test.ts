import { expect, it } from "vitest";
import { z } from "zod";
import { pushInput } from "@/server/connector/schema";
import { fieldProblems } from "./issue-words";

function said(schema: z.ZodType, value: unknown): [string, string][] {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error("It was taken.");
  return fieldProblems(parsed.error).map(({ field, message }) => [field, message]);
}

const call = { recipients: ["a@b.test"], message: "x" };

it.each<[object, [string, string][]]>([
  [
    {},
    [
      ["recipients", "This field is missing."],
      ["message", "This field is missing."],
    ],
  ],
  [{ ...call, recipients: "a" }, [["recipients", "This must be a list."]]],
  [{ ...call, recipients: [null] }, [["recipients.0", "This must be a text."]]],
  [{ ...call, openApp: "yes" }, [["openApp", "This must be true or false."]]],
  [
    { ...call, title: 1, tag: 2 },
    [
      ["title", "There is no field “title” here."],
      ["tag", "There is no field “tag” here."],
    ],
  ],
  [{ ...call, params: { constructor: 1 } }, [["params", "constructor is not a name."]]],
  [
    { ...call, params: [{ key: "__proto__", value: 1 }] },
    [["params.0.key", "__proto__ is not a name."]],
  ],
  [
    { ...call, params: [{ key: "prototype", value: 1 }] },
    [["params.0.key", "prototype is not a name."]],
  ],
  [{ ...call, params: { "": 1 } }, [["params", "A parameter needs a name."]]],
  [
    { ...call, params: { ["n".repeat(65)]: 1 } },
    [["params", "A parameter’s name has at most 64 characters."]],
  ],
  [
    { ...call, params: { a: "v".repeat(1_001) } },
    [["params.a", "A parameter’s value has at most 1,000 characters."]],
  ],
  [
    { ...call, params: { a: { b: 1 } } },
    [["params", "The value of “a” is neither a text nor a number, true or false."]],
  ],
  [
    { ...call, params: [{ key: "a", value: [] }] },
    [["params", "The value of “0.value” is neither a text nor a number, true or false."]],
  ],
  [
    {
      ...call,
      params: [
        { key: "a", value: 1 },
        { key: "a", value: 2 },
      ],
    },
    [["params.1.key", "The parameter “a” is there twice. Each name once."]],
  ],
  [
    { ...call, params: 7 },
    [
      [
        "params",
        "Give params as an object of texts, numbers and booleans, or as a table of { key, value } rows.",
      ],
    ],
  ],
])("SendPushNotification says of %j what to mend", (body, words) => {
  expect(said(pushInput, body)).toEqual(words);
});

it("says what the library leaves unsaid", () => {
  const schema = z.strictObject({
    kind: z.enum(["toast", "tile"]),
    n: z.int().max(5),
    at: z.iso.datetime(),
  });
  expect(said(schema, { kind: "raw", n: 9, at: "now" })).toEqual([
    ["kind", 'This must be "toast" or "tile".'],
    ["n", "At most 5."],
    ["at", "This is not written as datetime."],
  ]);
});
