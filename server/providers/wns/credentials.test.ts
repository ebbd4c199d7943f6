import { describe, expect, it } from "vitest";
import { wnsCredentialsSchema } from "./credentials";

const legacy = { flow: "legacy", packageSid: "ms-app://s-1-15-2-1-2-3-4-5-6-7", secret: "s" };
const entra = {
  flow: "entra",
  tenantId: "72f988bf-86f1-41af-91ab-2d7cd011db47",
  clientId: "11111111-2222-3333-4444-555555555555",
  secret: "s",
};

describe("WNS credentials", () => {
  it.each([legacy, entra, { ...entra, tenantId: "contoso.onmicrosoft.com" }])(
    "accepts the %s flow",
    (credentials) => {
      expect(wnsCredentialsSchema.parse(credentials)).toEqual(credentials);
    },
  );

  it.each([
    { ...legacy, packageSid: "S-1-15-2-1" },
    { ...legacy, secret: "" },
    { ...legacy, clientId: entra.clientId },
    { ...entra, clientId: "app" },
    { ...entra, tenantId: "../common" },
    { ...entra, tenantId: "a/b" },
    { flow: "other", secret: "s" },
  ])("refuses %j", (credentials) => {
    expect(wnsCredentialsSchema.safeParse(credentials).success).toBe(false);
  });
});
