import { fieldsOf, parseTemplate } from "./grammar";
import { type FlowDefinition, flowLimits, type TriggerKind } from "./schema";

/** The flow checker: what keeps a flow from being turned on, and what may surprise. Pure, runs in the browser too. */

export interface FlowProblem {
  /** Errors block turning on, not saving. */
  severity: "error" | "warning";
  step: "trigger" | "condition" | "action";
  title: string;
  detail?: string;
}

export interface FlowFacts {
  /** Usable connections by id. */
  connections: readonly { id: string; name: string; appName: string }[];
  groups: readonly { id: number; name: string }[];
  /** Fields seen in recent runs, with how often each was empty. */
  seen: { runs: number; filled: Readonly<Record<string, number>> };
  liveSecrets: number;
}

/** Values that triggers of our own give; a webhook gives whatever its sender wrote. */
export const triggerFields: Record<TriggerKind, readonly string[]> = {
  webhook: [],
  schedule: ["at", "date", "time", "weekday"],
  segment: ["email", "customer", "segment", "at"],
  purchase: ["email", "customer", "app", "amount", "isAddOn", "at"],
};

/** What can be put into a text of this flow. */
export function knownFields(kind: TriggerKind, seen: FlowFacts["seen"]): string[] {
  return kind === "webhook" ? Object.keys(seen.filled).sort() : [...triggerFields[kind]];
}

export function checkFlow(definition: FlowDefinition, facts: FlowFacts): FlowProblem[] {
  return [
    ...triggerProblems(definition, facts),
    ...conditionProblems(definition, facts),
    ...actionProblems(definition, facts),
    ...valueProblems(definition, facts),
  ];
}

const error = (step: FlowProblem["step"], title: string, detail?: string): FlowProblem => ({
  severity: "error",
  ...{ step, title, detail },
});
const warning = (step: FlowProblem["step"], title: string, detail?: string): FlowProblem => ({
  severity: "warning",
  ...{ step, title, detail },
});

function triggerProblems({ trigger }: FlowDefinition, facts: FlowFacts): FlowProblem[] {
  if (trigger.kind === "webhook" && facts.liveSecrets === 0) {
    return [
      error(
        "trigger",
        "No signing secret",
        "Make one: requests are taken only when they are signed.",
      ),
    ];
  }
  if (trigger.kind === "segment" && !facts.groups.some(({ id }) => id === trigger.groupId)) {
    return [
      error("trigger", "No segment", "Choose the segment whose new members start this flow."),
    ];
  }
  return [];
}

function conditionProblems({ trigger, condition }: FlowDefinition, facts: FlowFacts) {
  const known = knownFields(trigger.kind, facts.seen);
  return condition.rows.flatMap((row, place): FlowProblem[] => {
    const which = `Condition ${place + 1}`;
    if (row.field === "") return [error("condition", `${which} names no value`)];
    if (fieldsOf(`{${row.field}}`).length === 0) {
      return [error("condition", `${which}: “${row.field}” is not the name of a value`)];
    }
    const needsValue = row.operator !== "is_empty" && row.operator !== "is_not_empty";
    if (needsValue && row.value.trim() === "") {
      return [error("condition", `${which} compares with nothing`)];
    }
    return known.length > 0 && !known.includes(row.field)
      ? [
          warning(
            "condition",
            `“${row.field}” was never in a request`,
            "The condition finds it empty.",
          ),
        ]
      : [];
  });
}

function actionProblems({ action }: FlowDefinition, facts: FlowFacts): FlowProblem[] {
  const found: FlowProblem[] = [];
  if (!facts.connections.some(({ id }) => id === action.connectionId)) {
    found.push(
      action.connectionId === ""
        ? error("action", "No connection", "Choose the connection that says which app is opened.")
        : error(
            "action",
            "The connection can’t be used",
            "It was revoked or removed. Choose another.",
          ),
    );
  }
  if (action.recipients.every((one) => one.trim() === "")) {
    found.push(error("action", "No recipient", "Name at least one person or group."));
  }
  if (action.message.trim() === "") found.push(error("action", "No message"));
  const names = action.params.map(({ key }) => key.trim());
  const twice = names.find((key, at) => key !== "" && names.indexOf(key) !== at);
  if (names.includes("")) found.push(error("action", "A parameter has no name"));
  if (twice) found.push(error("action", `The parameter “${twice}” is there twice`));
  const bad = textsOf(action)
    .map((text) => parseTemplate(text).problem)
    .find((problem) => problem !== undefined);
  if (bad) found.push(error("action", "A text has an odd brace", bad));
  return found;
}

function textsOf(action: FlowDefinition["action"]): string[] {
  return [action.message, ...action.recipients, ...action.params.map(({ value }) => value)];
}

/** Values that are used and may be missing. */
function valueProblems({ trigger, action }: FlowDefinition, { seen }: FlowFacts): FlowProblem[] {
  const known = knownFields(trigger.kind, seen);
  const used = [...new Set(textsOf(action).flatMap(fieldsOf))];
  return used.flatMap((field): FlowProblem[] => {
    if (!known.includes(field)) {
      if (trigger.kind !== "webhook") {
        return [
          error(
            "action",
            `“${field}” is no value of this trigger`,
            `There are: ${known.join(", ")}.`,
          ),
        ];
      }
      return seen.runs === 0
        ? []
        : [warning("action", `“${field}” was never in a request`, "The text stays empty there.")];
    }
    const filled = seen.filled[field] ?? 0;
    const hasFallback = textsOf(action).some((text) => hasDefault(text, field));
    return trigger.kind === "webhook" && filled < seen.runs && !hasFallback
      ? [
          warning(
            "action",
            `“${field}” can be empty`,
            `${seen.runs - filled} of the last ${seen.runs} requests had no value. Use a default: {${field}|text}.`,
          ),
        ]
      : [];
  });
}

function hasDefault(text: string, field: string): boolean {
  return parseTemplate(text).pieces.some(
    (piece) => "field" in piece && piece.field === field && piece.fallback !== undefined,
  );
}

export function hasErrors(problems: readonly FlowProblem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

export const turnedOffReason = `Off after ${flowLimits.failuresToOff} failures in a row`;
