import { expect, test } from "vitest";
import { statusOf } from "@/server/api/reply";
import { apiRoutes } from "@/server/api/routes";
import { examples } from "./examples";
import { openApiDocument } from "./openapi";

const routes = apiRoutes("https://push.contoso.test");

interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { type: string; properties: object } }> };
  responses: Record<string, unknown>;
}

const document = openApiDocument(routes, "https://push.contoso.test") as {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
};

test("the document is OpenAPI 3.1 at the address Herald is set up for", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(document.servers).toEqual([{ url: "https://push.contoso.test/api/v1" }]);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s is described with its parameters, body, answers and keys",
  (_, route) => {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()];
    expect(operation).toBeDefined();
    for (const name of Object.keys(route.params)) {
      expect(operation?.parameters).toContainEqual(expect.objectContaining({ name, in: "path" }));
    }
    for (const name of Object.keys(route.query?.shape ?? {})) {
      expect(operation?.parameters).toContainEqual(expect.objectContaining({ name, in: "query" }));
    }
    expect(operation?.requestBody !== undefined).toBe(Boolean(route.body ?? route.streams));
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(route.answers), "400", "429", "503"]),
    );
    expect(operation?.security.length === 0).toBe(route.caller === "anyone");
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(Object.keys(route.params)).toEqual(inPath);
  },
);

test("nothing is described that is not served, and every operation has a name of its own", () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(routes.map((r) => `${r.method} ${r.path}`).sort());
  const names = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => operation.operationId),
  );
  expect(new Set(names).size).toBe(names.length);
});

test("the registration's schema is the one that is checked: strict, with its four channel types", () => {
  const schema = document.paths["/registrations/{installId}"]?.put?.requestBody?.content[
    "application/json"
  ]?.schema as unknown as {
    additionalProperties: boolean;
    required: string[];
    properties: { channel: { oneOf?: unknown[]; anyOf?: unknown[] } };
  };
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(["channel", "language", "timeZone", "market", "appVersion"]);
  const { oneOf, anyOf } = schema.properties.channel;
  expect((oneOf ?? anyOf)?.length).toBe(4);
});

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s has an example of its body and of every answer, and the schemas take them",
  (name, route) => {
    const { params = {}, body, answers = {} } = examples[name] ?? {};
    expect(Object.keys(params)).toEqual(Object.keys(route.params));
    for (const [part, schema] of Object.entries(route.params)) schema.parse(params[part]);
    expect(body !== undefined).toBe(route.body !== undefined);
    route.body?.parse(body);
    for (const [status, { schema }] of Object.entries(route.answers)) {
      expect([status, answers[status] !== undefined]).toEqual([status, schema !== undefined]);
      schema?.parse(answers[status]);
    }
    expect(Object.keys(route.answers)).toEqual(expect.arrayContaining(Object.keys(answers)));
  },
);

test("every refusal is described with an example, and those that pass say how long to wait", () => {
  const { responses } = (
    document as unknown as { components: { responses: Record<string, Refused> } }
  ).components;
  const statuses = Object.keys(responses).map((name) => name.slice("Refused".length));
  expect(statuses).toEqual(
    expect.arrayContaining([...new Set(Object.values(statusOf))].map(String)),
  );
  for (const [name, { content, headers }] of Object.entries(responses)) {
    const { example } = content["application/json"];
    expect(example.error.message, name).not.toBe("");
    expect("Retry-After" in headers).toBe(/409|429|503/.test(name));
  }
});

interface Refused {
  headers: object;
  content: { "application/json": { example: { error: { code: string; message: string } } } };
}
