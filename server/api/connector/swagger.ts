import { z } from "zod";
import { connectorExamples } from "@/server/api/description/examples";
import { refusals } from "@/server/api/description/refusals";
import {
  connectionIdSchema,
  pushAccepted,
  pushLimits,
  pushResult,
} from "@/server/connector/schema";

/** What a Power Platform custom connector reads: Swagger 2.0, whose actions people and formulas call by name (I.6). */

type Json = Record<string, unknown>;

export const swaggerQuery = z.strictObject({
  connection: connectionIdSchema.optional().meta({
    description: "Writes this connection into the addresses, so that the action has no such field.",
  }),
});

/** @param connection con_…: a connection stays with its app (C-14), as a custom connector's connection does */
export function swaggerDocument(publicUrl: string, connection?: string): Json {
  const { protocol, host } = new URL(publicUrl);
  const sendPath = `/connections/${connection ?? "{connectionId}"}/send-push-notification`;
  return {
    swagger: "2.0",
    info: {
      title: "Herald",
      description: "Sends push notifications to people and security groups of one app.",
      version: "1",
    },
    host,
    basePath: "/api/v1",
    schemes: [protocol.replace(":", "")],
    consumes: ["application/json"],
    produces: ["application/json"],
    securityDefinitions: {
      key: {
        type: "apiKey",
        in: "header",
        name: "Authorization",
        description: "The word Bearer, a space and the connection’s key: Bearer hk_…",
      },
    },
    security: [{ key: [] }],
    paths: {
      [sendPath]: { post: sendOperation(connection) },
      "/pushes/{pushId}": { get: resultOperation },
    },
    definitions: {
      Push: pushDefinition,
      Accepted: definitionOf(pushAccepted),
      Result: definitionOf(pushResult),
      Error: errorDefinition,
    },
  };
}

function sendOperation(connection: string | undefined): Json {
  const where = {
    name: "connectionId",
    in: "path",
    required: true,
    type: "string",
    description: "The connection’s ID, con_…",
    "x-ms-summary": "Connection ID",
    "x-ms-url-encoding": "single",
  };
  return {
    operationId: "SendPushNotification",
    summary: "Send push notification",
    description: "Sends to the app that the connection is bound to.",
    "x-ms-visibility": "important",
    parameters: [
      ...(connection === undefined ? [where] : []),
      {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        type: "string",
        description: "Same key and same call within 24 hours: sent once, answered the same.",
        "x-ms-summary": "Idempotency key",
        "x-ms-visibility": "advanced",
      },
      { name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Push" } },
    ],
    responses: {
      "202": answer("Accepted.", "Accepted", connectorExamples.accepted),
      ...refused(["400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"]),
    },
  };
}

function answer(description: string, definition: string, example: unknown): Json {
  const schema = { $ref: `#/definitions/${definition}` };
  return { description, schema, examples: { "application/json": example } };
}

/** Each by its status, so that a flow can tell them apart; default is for what a proxy says. */
function refused(statuses: readonly string[]): Json {
  const answers = statuses.flatMap((status) => {
    const { description, example } = refusals[status] ?? {};
    return description === undefined ? [] : [[status, answer(description, "Error", example)]];
  });
  const schema = { $ref: "#/definitions/Error" };
  return { ...Object.fromEntries(answers), default: { description: "Refused.", schema } };
}

const resultOperation: Json = {
  operationId: "GetPush",
  summary: "Get what came of a push",
  description: "The outcome for each recipient so far.",
  parameters: [
    {
      name: "pushId",
      in: "path",
      required: true,
      type: "string",
      description: "The push’s ID, psh_…",
      "x-ms-summary": "Push ID",
      "x-ms-url-encoding": "single",
    },
  ],
  responses: {
    "200": answer("The outcomes.", "Result", connectorExamples.result),
    ...refused(["401", "403", "404", "429", "500", "503"]),
  },
};

/** Swagger 2.0 has no "either or": params are the table of Power Fx, which formulas write as Table(…). */
const pushDefinition: Json = {
  type: "object",
  required: ["recipients", "message"],
  example: { ...connectorExamples.push, params: [{ key: "CaseID", value: "42" }] },
  properties: {
    recipients: {
      type: "array",
      items: { type: "string" },
      minItems: 1,
      maxItems: pushLimits.recipients,
      description: "E-mails and object IDs of people and security groups; kinds may be mixed.",
      "x-ms-summary": "Recipients",
    },
    message: {
      type: "string",
      maxLength: pushLimits.messageCharacters,
      description: "What the notification says.",
      "x-ms-summary": "Message",
    },
    openApp: {
      type: "boolean",
      default: false,
      description: "Whether selecting the notification opens the app.",
      "x-ms-summary": "Open app",
    },
    params: {
      type: "array",
      maxItems: pushLimits.params,
      items: {
        type: "object",
        required: ["key", "value"],
        properties: {
          key: { type: "string", "x-ms-summary": "Key" },
          value: { type: "string", "x-ms-summary": "Value" },
        },
      },
      description: 'What Param("…") reads in the app.',
      "x-ms-summary": "Parameters",
      "x-ms-visibility": "advanced",
    },
  },
};

const errorDefinition: Json = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: {
        code: { type: "string" },
        message: { type: "string" },
        details: {
          type: "array",
          items: {
            type: "object",
            properties: { field: { type: "string" }, message: { type: "string" } },
          },
        },
      },
    },
  },
};

function definitionOf(schema: z.ZodType): Json {
  return plain(z.toJSONSchema(schema, { target: "draft-7", io: "output" })) as Json;
}

const numberLimits = ["minimum", "maximum", "pattern", "$schema", "additionalProperties"];

/** Draft 7 said in Swagger 2.0: "or null" is x-nullable, and what it has no word for is left out. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { anyOf, ...rest } = value as Json;
  const cleaned = Object.fromEntries(
    Object.entries(rest)
      .filter(([name]) => !numberLimits.includes(name))
      .map(([name, member]) => [name, plain(member)]),
  );
  if (!Array.isArray(anyOf)) return cleaned;
  const some = anyOf.filter((one: Json) => one.type !== "null");
  return { ...cleaned, ...(plain(some[0]) as Json), "x-nullable": true };
}
