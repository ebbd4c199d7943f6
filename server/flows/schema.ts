import { z } from "zod";

/** What goes in and out of flows; shared by builder, procedure, command and worker. A draft may be incomplete. */

export const flowLimits = {
  recipients: 50,
  params: 40,
  conditions: 20,
  /** Of one request that triggers a flow. */
  fields: 100,
  valueCharacters: 2_000,
  liveSecrets: 2,
  /** A request signed longer ago, or for later, is refused. */
  clockSkewSeconds: 300,
  failuresToOff: 5,
  mostPerHour: 20_000,
} as const;

const short = (most: number) => z.string().max(most, `Use at most ${most} characters.`);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time looks like 09:30.");
const zone = z.string().min(1).max(64);

export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

export const scheduleSchema = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.literal("minutes"), every: z.number().int().min(5).max(1_440) }),
  z.strictObject({ unit: z.literal("day"), time, zone }),
  z.strictObject({
    unit: z.literal("week"),
    /** 1 = Monday. */
    days: z.array(z.number().int().min(1).max(7)).min(1, "Choose at least one day.").max(7),
    time,
    zone,
  }),
  z.strictObject({
    unit: z.literal("month"),
    /** The last day where the month is shorter. */
    day: z.number().int().min(1).max(31),
    time,
    zone,
  }),
]);
export type FlowSchedule = z.infer<typeof scheduleSchema>;

export const triggerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("webhook"), event: z.enum(["any", "created", "updated"]) }),
  z.strictObject({ kind: z.literal("schedule"), schedule: scheduleSchema }),
  z.strictObject({ kind: z.literal("segment"), groupId: z.number().int().positive().nullable() }),
  z.strictObject({ kind: z.literal("purchase"), appId: z.number().int().positive().nullable() }),
]);
export type FlowTrigger = z.infer<typeof triggerSchema>;
export type TriggerKind = FlowTrigger["kind"];

export const operators = [
  "is",
  "is_not",
  "contains",
  "not_contains",
  "starts_with",
  "more_than",
  "at_least",
  "less_than",
  "at_most",
  "is_empty",
  "is_not_empty",
] as const;
export type Operator = (typeof operators)[number];

export const conditionRow = z.strictObject({
  field: short(64),
  operator: z.enum(operators),
  value: short(500),
});
export type ConditionRow = z.infer<typeof conditionRow>;

export const flowDefinition = z.strictObject({
  trigger: triggerSchema,
  condition: z.strictObject({
    mode: z.enum(["all", "any"]),
    rows: z.array(conditionRow).max(flowLimits.conditions),
  }),
  action: z.strictObject({
    /** con_…; empty while none is chosen. */
    connectionId: short(20),
    recipients: z.array(short(254)).max(flowLimits.recipients),
    message: short(1_000),
    openApp: z.boolean(),
    params: z.array(z.strictObject({ key: short(64), value: short(1_000) })).max(flowLimits.params),
  }),
  /** Pushes in any hour; what is over it is skipped and said. */
  mostPerHour: z.number().int().min(1).max(flowLimits.mostPerHour),
});
export type FlowDefinition = z.infer<typeof flowDefinition>;

const name = z
  .string()
  .trim()
  .min(1, "Give the flow a name.")
  .max(80, "Use at most 80 characters.");
/** Says its publisher, as keys do, so that a look-up by address stays inside the tenant. */
export const flowIdSchema = z.string().regex(/^flw_[0-9a-z]{1,7}_[0-9A-Za-z]{16,64}$/);
const runId = z.number().int().positive();

export const flowIdInput = z.strictObject({ id: flowIdSchema });
export const createFlowInput = z.strictObject({ name, definition: flowDefinition });
export const updateFlowInput = z.strictObject({
  id: flowIdSchema,
  /** The version that was changed: a newer one is not overwritten. */
  version: z.number().int().positive(),
  name,
  definition: flowDefinition,
});

/** A value as a trigger gives it. */
export const fieldValue = z.union([
  z.string().max(flowLimits.valueCharacters),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(flowLimits.valueCharacters)).max(1_000),
]);
export type FieldValue = z.infer<typeof fieldValue>;
export type Fields = Record<string, FieldValue>;
export const fieldsSchema = z.record(z.string().max(64), fieldValue);

export const testFlowInput = z.strictObject({
  id: flowIdSchema,
  /** The sample record; its texts and numbers become the flow's values. */
  sample: z.record(z.string().min(1).max(64), z.json()),
});
export const runListInput = z.strictObject({
  id: flowIdSchema,
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]).default(10),
});
export const runIdInput = z.strictObject({ id: flowIdSchema, runId });
export const secretIdInput = z.strictObject({
  id: flowIdSchema,
  secretId: z.number().int().positive(),
});

export const runStatuses = ["waiting", "sent", "not_met", "skipped", "failed"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** One row of a condition as it was found. */
export interface EvaluatedRow extends ConditionRow {
  actual: FieldValue | undefined;
  holds: boolean;
}

export const emptyDefinition: FlowDefinition = {
  trigger: { kind: "webhook", event: "any" },
  condition: { mode: "all", rows: [] },
  action: { connectionId: "", recipients: [], message: "", openApp: true, params: [] },
  mostPerHour: 600,
};
