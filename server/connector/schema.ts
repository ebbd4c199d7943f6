import { z } from "zod";
import { isXmlText } from "@/content/document";

/** What goes in and out of the connector; shared by form, procedure, REST call and command. */

/** Stated in docs/api.md and in the OpenAPI document; enforced here and in send/. */
export const pushLimits = {
  recipients: 1_000,
  /** Distinct people after groups are expanded. */
  people: 200_000,
  messageCharacters: 1_000,
  params: 40,
  paramNameCharacters: 64,
  paramValueCharacters: 1_000,
  /** Calls per connection: so many a second in the long run, so many at once. */
  perSecond: 20,
  burst: 100,
  /** A push that could not be delivered within a day is not wanted any more. */
  expiryHours: 24,
} as const;

const written = (limit: number) => limit.toLocaleString("en");

const recipient = z
  .string()
  .trim()
  .min(1, "A recipient may not be empty.")
  .max(254, "A recipient has at most 254 characters.");

const unwritable = "The text holds control characters that a notification can’t carry.";

/** What objects of JavaScript have of their own: whoever keeps parameters in one is not surprised (T18). */
const reservedNames: readonly unknown[] = ["__proto__", "constructor", "prototype"];

/** Power Fx and JSON have numbers and booleans too; an app reads every parameter as text. */
const paramValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .refine(
    (text) => [...text].length <= pushLimits.paramValueCharacters,
    `A parameter’s value has at most ${written(pushLimits.paramValueCharacters)} characters.`,
  )
  .refine(isXmlText, unwritable);
const paramName = z
  .string()
  .min(1, "A parameter needs a name.")
  .max(
    pushLimits.paramNameCharacters,
    `A parameter’s name has at most ${pushLimits.paramNameCharacters} characters.`,
  )
  .refine((name) => !reservedNames.includes(name), {
    error: ({ input }) => `${input} is not a name.`,
  })
  .refine(isXmlText, unwritable);
const tooMany = `Use at most ${pushLimits.params} parameters.`;
const paramObject = z
  .record(paramName, paramValue)
  .refine((params) => Object.keys(params).length <= pushLimits.params, tooMany);
const paramTable = z
  .array(z.strictObject({ key: paramName, value: paramValue }))
  .max(pushLimits.params, tooMany);

/** Of the two forms the one that was meant says what is wrong with it; else both are named. */
function whatIsWrong({
  input,
  errors,
}: {
  input?: unknown;
  errors?: z.core.$ZodIssue[][];
}): string {
  const meant = typeof input === "object" && input !== null ? Number(Array.isArray(input)) : -1;
  const issue = errors?.[meant]?.[0];
  if (issue?.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  if (issue?.code === "invalid_union") {
    return `The value of “${issue.path.join(".")}” is neither a text nor a number, true or false.`;
  }
  return "Give params as an object of texts, numbers and booleans, or as a table of { key, value } rows.";
}

/** Position of the first row whose key an earlier one has. */
function repeatedKey(rows: z.output<typeof paramTable>): number {
  return rows.findIndex(({ key }, index) => rows.findIndex((row) => row.key === key) < index);
}

/** C-23: an object, or the table that Power Fx writes; a key that comes twice is refused by its name. */
const pushParams = z
  .union([paramObject, paramTable], { error: whatIsWrong })
  .check((context) => {
    const rows = context.value;
    const index = Array.isArray(rows) ? repeatedKey(rows) : -1;
    if (!Array.isArray(rows) || index === -1) return;
    const key = rows[index]?.key ?? "";
    context.issues.push({
      code: "custom",
      input: key,
      path: [index, "key"],
      message: `The parameter “${key}” is there twice. Each name once.`,
    });
  })
  .transform((params) =>
    Array.isArray(params)
      ? Object.fromEntries(params.map(({ key, value }) => [key, value]))
      : params,
  );

/** The arguments of SendPushNotification (C-20 to C-23). */
export const pushInput = z.strictObject({
  recipients: z
    .array(recipient)
    .min(1, "Name at least one recipient.")
    .max(
      pushLimits.recipients,
      `Name at most ${written(pushLimits.recipients)} recipients in one call.`,
    )
    .meta({
      description:
        "E-mail addresses and object IDs of people and security groups; kinds may be mixed.",
    }),
  message: z
    .string()
    .trim()
    .min(1, "Write a message.")
    .max(
      pushLimits.messageCharacters,
      `A message has at most ${written(pushLimits.messageCharacters)} characters.`,
    )
    .refine(isXmlText, unwritable)
    .meta({ description: "What the notification says." }),
  openApp: z.boolean().default(false).meta({
    description: "Whether selecting the notification opens the app. Otherwise it only closes.",
  }),
  params: pushParams.default({}).meta({
    description:
      "Key-value parameters for the app: an object, or a table of { key, value } rows as Power Fx writes it.",
  }),
});
export type PushInput = z.output<typeof pushInput>;

/** Said about one entry of `recipients`, and about people in a group. */
export const pushOutcomes = [
  "sending",
  "sent",
  "not_found",
  "not_entitled",
  "opted_out",
  "no_channel",
  "failed",
  "unknown",
] as const;
export type PushOutcome = (typeof pushOutcomes)[number];

const peopleOf = z.strictObject({
  outcome: z.enum(pushOutcomes),
  /** Of failed and unknown: why. */
  code: z.string().optional(),
  people: z.number().int(),
  devices: z.number().int(),
});

export const recipientResult = z.strictObject({
  recipient: z.string(),
  kind: z.enum(["person", "group", "unknown"]),
  name: z.string().nullable(),
  outcome: z.enum(pushOutcomes),
  code: z.string().optional(),
  /** People behind the entry: 1 for a person, the distinct members of a group, 0 when nobody was found. */
  people: z.number().int(),
  /** Devices that were asked or will be. */
  devices: z.number().int(),
  /** The people behind the entry by outcome. */
  breakdown: z.array(peopleOf),
});
export type RecipientResult = z.infer<typeof recipientResult>;

export const pushTotals = z.strictObject({
  people: z.number().int(),
  devices: z.number().int(),
  sent: z.number().int(),
  sentDevices: z.number().int(),
  sending: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  notFound: z.number().int(),
});
export type PushTotals = z.infer<typeof pushTotals>;

export const pushResult = z.strictObject({
  id: z.string(),
  connectionId: z.string(),
  state: z.enum(["sending", "paused", "done"]),
  stateReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  totals: pushTotals,
  recipients: z.array(recipientResult),
});
export type PushResult = Omit<z.infer<typeof pushResult>, "createdAt" | "finishedAt"> & {
  createdAt: Date;
  finishedAt: Date | null;
};

/** What the call itself answers. */
export const pushAccepted = z.strictObject({
  id: z.string(),
  connectionId: z.string(),
  createdAt: z.iso.datetime(),
  people: z.number().int(),
  devices: z.number().int(),
  /** Entries of `recipients` that are nobody. */
  notFound: z.array(z.string()),
});
export type PushAccepted = Omit<z.infer<typeof pushAccepted>, "createdAt"> & { createdAt: Date };

/** con_ and psh_ with ten letters and digits. */
export const connectionIdSchema = z.string().regex(/^con_[0-9A-Za-z]{10}$/);
export const pushIdSchema = z.string().regex(/^psh_[0-9A-Za-z]{10}$/);

const connectionName = z
  .string()
  .trim()
  .min(1, "Give the connection a name.")
  .max(80, "Use at most 80 characters.");

export const connectionIdInput = z.strictObject({ id: connectionIdSchema });
/** The app is named by its App ID, as it is pasted (C-13), in any case and with or without braces. */
export const connectionCreate = z.strictObject({
  name: connectionName,
  appId: z
    .string()
    .trim()
    .transform((text) => guidOf(text) ?? "")
    .refine((guid) => guid !== "", "This is not an App ID. Copy it from the app’s page."),
});
export const connectionRename = z.strictObject({ id: connectionIdSchema, name: connectionName });
export const keyCreate = z.strictObject({ id: connectionIdSchema, name: connectionName });
export const keyInput = z.strictObject({
  id: connectionIdSchema,
  keyId: z.number().int().positive().max(2_147_483_647),
});

export const consoleInput = z.strictObject({ id: connectionIdSchema, push: pushInput });
/** The key makes a call that is repeated after its answer was lost the same call (P15). */
export const consoleCall = consoleInput.extend({ idempotencyKey: z.uuid() });

const pageSize = z.union([z.literal(10), z.literal(25), z.literal(50), z.literal(100)]);
export const historyInput = z.strictObject({
  id: connectionIdSchema,
  page: z.number().int().min(1).max(100_000).default(1),
  size: pageSize.default(10),
});
export const pushIdInput = z.strictObject({ id: pushIdSchema });

const guidPattern = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** An object id or App ID as it is kept: lower case, no braces; undefined when it is none. */
export function guidOf(text: string): string | undefined {
  const inBraces = text.startsWith("{") === text.endsWith("}");
  return inBraces ? guidPattern.exec(text)?.[1]?.toLowerCase() : undefined;
}
