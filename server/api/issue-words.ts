import type { z } from "zod";
import type { FieldProblem } from "@/server/errors";

type Issue = z.core.$ZodIssue;

/** What a schema found, by the field it is about, in words for the person who wrote the call. */
export function fieldProblems({ issues }: z.ZodError): FieldProblem[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => {
          const field = [...issue.path, key].join(".");
          return { field, message: `There is no field “${key}” here.` };
        })
      : [{ field: issue.path.join("."), message: sentence(issue) }],
  );
}

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** Schemas speak for themselves where a person wrote their words; the library's own begin with Invalid. */
function sentence(issue: Issue): string {
  if (!/^(Invalid|Too (big|small))/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? "This field is missing."
        : `This must be ${kinds[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `This must be ${listed(issue.values.map((value) => JSON.stringify(value)))}.`;
    case "invalid_format":
      return issue.format === "regex"
        ? `This must match ${issue.pattern}.`
        : `This is not written as ${issue.format}.`;
    case "too_small":
      return `At least ${issue.minimum}.`;
    case "too_big":
      return `At most ${issue.maximum}.`;
    case "not_multiple_of":
      return `This must be a multiple of ${issue.divisor}.`;
    default:
      return "This is none of the forms that are taken here.";
  }
}

function listed(values: readonly string[]): string {
  const rest = values.slice(0, -1);
  return rest.length === 0 ? (values[0] ?? "") : `${rest.join(", ")} or ${values.at(-1)}`;
}
