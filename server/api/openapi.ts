import { z } from "zod";
import { providerNames } from "@/db/enums";
import type { Route } from "./route";

/** OpenAPI 3.1 from the routes' own schemas: what is checked is what is described. */

type Json = Record<string, unknown>;

const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  }),
});

const refusals: Record<string, string> = {
  "400": "The request is malformed.",
  "401": "The key or the registration secret is missing or wrong.",
  "403": "The key may not do this.",
  "404": "There is no such thing.",
  "409": "It changed meanwhile, or a call with this Idempotency-Key is still running.",
  "413": "The body is too large.",
  "415": "The body is not JSON.",
  "422": "The request is well-formed and breaks a rule.",
  "429": "Too many calls; Retry-After says how long to wait.",
  "503": "The database does not answer; try again.",
};

export function openApiDocument(routes: readonly Route[], serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Herald",
      version: "1",
      summary: "Registrations and launches of apps, notifications of publishers.",
      description: `Push services: ${providerNames.join(", ")}. Errors are { error: { code, message, details? } }.`,
    },
    servers: [{ url: `${serverUrl}/api/v1` }],
    paths,
    components: {
      securitySchemes: {
        appKey: { type: "apiKey", in: "header", name: "X-App-Key" },
        registrationSecret: { type: "http", scheme: "bearer" },
        apiKey: { type: "http", scheme: "bearer" },
        signature: { type: "apiKey", in: "header", name: "X-Herald-Signature" },
      },
      schemas: { Error: jsonSchema(errorSchema, "output") },
    },
  };
}

function operation(route: Route): Json {
  return {
    operationId: route.operationId ?? operationId(route),
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: [route.tag],
    security: security(route),
    parameters: parameters(route),
    ...(route.body ? { requestBody: requestBody(route) } : {}),
    ...(route.streams ? { requestBody: streamBody(route.streams) } : {}),
    responses: { ...answers(route), ...refusalsOf(route) },
  };
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[/{}.]+/).filter((word) => word !== "");
  return [method.toLowerCase(), ...words].join("-");
}

function security(route: Route): Json[] {
  if (route.caller === "anyone") return [];
  if (route.caller === "key") return [{ apiKey: [route.scope] }];
  if (route.caller === "signed") return [{ signature: [] }];
  return route.path.startsWith("/registrations")
    ? [{ appKey: [], registrationSecret: [] }, { appKey: [] }]
    : [{ appKey: [] }];
}

function parameters(route: Route): Json[] {
  const inPath = Object.entries(route.params).map(([name, schema]) => ({
    name,
    in: "path",
    required: true,
    schema: jsonSchema(schema, "input"),
  }));
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema: jsonSchema(schema as z.ZodType, "output"),
  }));
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "Same key and same body within 24 hours: done once, answered the same.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  };
  return [
    ...inPath,
    ...inQuery,
    ...(route.caller === "signed" ? [timestampHeader] : []),
    ...(route.isIdempotent ? [key] : []),
  ];
}

const timestampHeader: Json = {
  name: "X-Herald-Timestamp",
  in: "header",
  required: true,
  description: "Seconds since 1970; not more than five minutes from now.",
  schema: { type: "string", pattern: "^\\d{1,12}$" },
};

function requestBody(route: Route): Json {
  const schema = route.body ? jsonSchema(route.body, "input") : {};
  return { required: !route.isBodyOptional, content: { "application/json": { schema } } };
}

function streamBody(types: readonly string[]): Json {
  const content = types.map((type) => [type, { schema: { type: "string", format: "binary" } }]);
  return { required: true, content: Object.fromEntries(content) };
}

function answers(route: Route): Json {
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, schema }]) => [
      status,
      schema
        ? { description, content: { "application/json": { schema: jsonSchema(schema, "output") } } }
        : { description },
    ]),
  );
}

function refusalsOf(route: Route): Json {
  const error = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  const isPossible: Record<string, boolean> = {
    "401": route.caller !== "anyone",
    "403": route.caller === "key",
    "404": Object.keys(route.params).length > 0,
    "409": (route.caller === "key" && route.method !== "GET") || route.caller === "signed",
    "413": route.body !== undefined,
    "415": route.body !== undefined,
    "422": route.body !== undefined,
  };
  return Object.fromEntries(
    Object.entries(refusals)
      .filter(([status]) => isPossible[status] ?? true)
      .map(([status, description]) => [status, { description, content: error }]),
  );
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io });
  return rest;
}
