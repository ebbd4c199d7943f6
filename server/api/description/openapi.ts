import { z } from "zod";
import { providerNames } from "@/db/enums";
import type { Route } from "@/server/api/route";
import { examples, type RouteExample } from "./examples";
import { refusals } from "./refusals";

/** OpenAPI 3.1 from the routes' own schemas: what is checked is what is described. */

type Json = Record<string, unknown>;

const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  }),
});

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
      responses: refusalResponses(),
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

function exampleOf({ method, path }: Route): RouteExample {
  return examples[`${method} ${path}`] ?? {};
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
    example: exampleOf(route).params?.[name],
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
    example: "5f0b6a52-0b7e-4b53-9d0f-3f3f8c0a6a11",
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
  example: "1763890200",
};

function requestBody(route: Route): Json {
  const schema = route.body ? jsonSchema(route.body, "input") : {};
  const example = exampleOf(route).body;
  return { required: !route.isBodyOptional, content: { "application/json": { schema, example } } };
}

function streamBody(types: readonly string[]): Json {
  const content = types.map((type) => [type, { schema: { type: "string", format: "binary" } }]);
  return { required: true, content: Object.fromEntries(content) };
}

function answers(route: Route): Json {
  const told = exampleOf(route).answers ?? {};
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, schema }]) => [
      status,
      {
        description,
        headers: headersOf(route),
        ...(schema ? { content: json(jsonSchema(schema, "output"), told[status]) } : {}),
      },
    ]),
  );
}

const json = (schema: Json, example: unknown) => ({ "application/json": { schema, example } });

const header = (description: string, type = "string") => ({ description, schema: { type } });
const requestId = { "X-Request-Id": header("Finds the call in Herald’s log.") };
const replayed = {
  "Idempotency-Replayed": header("true: answered before, done once."),
};

const headersOf = ({ isIdempotent }: Route) => ({ ...requestId, ...(isIdempotent && replayed) });

/** Said once, because every call may be answered so. */
function refusalResponses(): Json {
  const schema = { $ref: "#/components/schemas/Error" };
  const waiting = { "Retry-After": header("Seconds to wait.", "integer") };
  return Object.fromEntries(
    Object.entries(refusals).map(([status, { description, example, waits }]) => [
      `Refused${status}`,
      {
        description,
        headers: { ...requestId, ...(waits && waiting) },
        content: json(schema, example),
      },
    ]),
  );
}

function refusalsOf(route: Route): Json {
  const hasBody = route.body !== undefined;
  const isPossible: Record<string, boolean> = {
    "401": route.caller !== "anyone",
    "403": route.caller === "key",
    "404": Object.keys(route.params).length > 0,
    "409": (route.caller === "key" && route.method !== "GET") || route.caller === "signed",
    "413": hasBody,
    "415": hasBody || route.streams !== undefined,
    "422": hasBody || route.streams !== undefined,
  };
  return Object.fromEntries(
    Object.keys(refusals)
      .filter((status) => isPossible[status] ?? true)
      .map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
  );
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io });
  return rest;
}
