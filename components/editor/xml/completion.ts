import { type Completion, type CompletionSource, startCompletion } from "@codemirror/autocomplete";
import { type AttrSpec, completeFromSchema, type ElementSpec } from "@codemirror/lang-xml";
import type { EditorView } from "@codemirror/view";
import type { AttributeRule, ElementRule } from "@/content/grammar/grammar";
import { grammars, type PayloadKind } from "@/content/validate";

/** What the editor offers while somebody types, from the grammar of the payload's kind. */
export function completionFor(kind: PayloadKind): CompletionSource {
  const source = completeFromSchema(elementSpecs(kind), []);
  return async (context) => {
    const result = await source(context);
    const typed = result && context.state.sliceDoc(result.from, context.pos);
    // Between empty quotes both of them count as typed, and no value is like two quotes: all are meant.
    return result && typed === '"' ? { ...result, filter: false, validFor: undefined } : result;
  };
}

/**
 * One entry per element name. The completion knows an element by its name alone, so a name with several
 * rules (text in a binding, text in a column) offers what any of them allows.
 */
export function elementSpecs(kind: PayloadKind): ElementSpec[] {
  const byName = new Map<string, ElementRule[]>();
  for (const rule of Object.values(grammars[kind])) {
    byName.set(rule.name, [...(byName.get(rule.name) ?? []), rule]);
  }
  return [...byName].map(([name, rules]) => ({
    name,
    top: name === kind,
    children: [...new Set(rules.flatMap((rule) => Object.keys(rule.children)))],
    attributes: attributeSpecs(rules),
    completion: { detail: rules[0]?.help },
  }));
}

function attributeSpecs(rules: readonly ElementRule[]): AttrSpec[] {
  const specs = new Map<string, AttrSpec>();
  for (const [name, rule] of rules.flatMap((element) => Object.entries(element.attributes))) {
    if (rule.ignored) continue;
    const values = new Set([...textValues(specs.get(name)), ...valuesOf(rule)]);
    const completion = { info: rule.help, apply: writeAttribute };
    specs.set(name, { name, values: [...values], completion });
  }
  return [...specs.values()];
}

/** With its quotes and the cursor between them, where the values are offered next. */
function writeAttribute(view: EditorView, { label }: Completion, from: number, to: number): void {
  const hasValue = /^\s*=/.test(view.state.sliceDoc(to, to + 20));
  const insert = hasValue ? label : `${label}=""`;
  const anchor = from + insert.length - (hasValue ? 0 : 1);
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor },
    userEvent: "input.complete",
  });
  // Once this deed is done: it closes the list it was chosen from.
  if (!hasValue) setTimeout(() => startCompletion(view));
}

function textValues(spec: AttrSpec | undefined): string[] {
  return (spec?.values ?? []).filter((value) => typeof value === "string");
}

/** Sounds that Windows has; own files are addresses. */
export const windowsSounds = [
  ..."Default IM Mail Reminder SMS".split(" "),
  ...["Looping.Alarm", "Looping.Call"].flatMap((name) => [
    name,
    ...Array.from({ length: 9 }, (_, at) => `${name}${at + 2}`),
  ]),
].map((name) => `ms-winsoundevent:Notification.${name}`);

function valuesOf({ value }: AttributeRule): readonly string[] {
  if ("values" in value) return value.values;
  if (value.type === "boolean") return ["true", "false"];
  if (value.type === "sound") return windowsSounds;
  return [];
}
