import { expect, test } from "vitest";
import { openApiDocument } from "./openapi";
import { apiRoutes } from "./routes";

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
