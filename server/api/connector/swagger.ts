import { z } from "zod";
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
      "202": { description: "Accepted.", schema: { $ref: "#/definitions/Accepted" } },
      default: { description: "Refused.", schema: { $ref: "#/definitions/Error" } },
    },
  };
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
    "200": { description: "The outcomes.", schema: { $ref: "#/definitions/Result" } },
    default: { description: "Refused.", schema: { $ref: "#/definitions/Error" } },
  },
};

/** Swagger 2.0 has no "either or": params are the table of Power Fx, which formulas write as Table(…). */
const pushDefinition: Json = {
  type: "object",
  required: ["recipients", "message"],
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
      properties: { code: { type: "string" }, message: { type: "string" } },
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
