import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "../description/openapi";
import { apiRoutes } from "../routes";
import { swaggerDocument } from "./swagger";

type Document = Parameters<typeof SwaggerParser.validate>[0];
const url = "https://push.contoso.test";

describe("descriptions of the API (I.6)", () => {
  it.each([undefined, "con_8fQ2LkVt4a"])(
    "Swagger 2.0 passes a public validator (%s)",
    async (id) => {
      const document = structuredClone(swaggerDocument(url, id));
      await expect(SwaggerParser.validate(document as unknown as Document)).resolves.toBeDefined();
    },
  );

  it("OpenAPI 3.1 passes it too", async () => {
    const document = structuredClone(openApiDocument(apiRoutes(url), url));
    await expect(SwaggerParser.validate(document as unknown as Document)).resolves.toBeDefined();
  });

  it("both name the operation SendPushNotification, with the arguments of the seed (C-19 to C-23)", () => {
    const swagger = JSON.stringify(swaggerDocument(url, "con_8fQ2LkVt4a"));
    expect(swagger).toContain('"operationId":"SendPushNotification"');
    expect(swagger).toContain("/connections/con_8fQ2LkVt4a/send-push-notification");
    expect(swagger).not.toContain('connectionId","in":"path');
    const open = JSON.stringify(openApiDocument(apiRoutes(url), url));
    expect(open).toContain('"operationId":"SendPushNotification"');
    for (const name of ["recipients", "message", "openApp", "params"]) {
      expect(swagger).toContain(`"${name}":{`);
    }
  });

  it("a validator would refuse a broken one", async () => {
    const document = structuredClone(swaggerDocument(url)) as { paths: Record<string, unknown> };
    document.paths["/x"] = { post: { responses: {} } };
    await expect(SwaggerParser.validate(document as unknown as Document)).rejects.toThrow();
  });
});
