import { randomBytes } from "node:crypto";
import { seedDemo } from "@/db/seed/main";
import { renewDemo } from "@/db/seed/renew";
import { keepSecret, replaceSecret } from "@/scripts/secrets";
import type { Env } from "@/server/env";
import { newKey } from "@/server/settings/keys";

export type Demo = { password: string; apiKey: string };

/** The seed's publisher is the first row of its table; an API key names its publisher. */
const demoPublisherId = 1;

const files = { password: "demo-password", apiKey: "demo-api-key" };

/** Seeds once. What is printed is what works, also when the password was set after the first start. */
export async function openDemo(dataDir: string, values: Env, databaseUrl: string): Promise<Demo> {
  let isKnown = true;
  const kept = (name: string, make: () => string) =>
    keepSecret(dataDir, name, () => {
      isKnown = false;
      return make();
    });
  const known: Demo = {
    password: kept(files.password, () => randomBytes(9).toString("base64url")),
    apiKey: kept(files.apiKey, () => newKey("hk", demoPublisherId)),
  };
  const demo: Demo = {
    password: values.HERALD_DEMO_PASSWORD ?? known.password,
    apiKey: values.HERALD_DEMO_API_KEY ?? known.apiKey,
  };
  const isNew = await seedDemo(databaseUrl, demo);
  const isSame = isKnown && demo.password === known.password && demo.apiKey === known.apiKey;
  if (!isNew && !isSame) await renewDemo(databaseUrl, demo);
  replaceSecret(dataDir, files.password, demo.password);
  replaceSecret(dataDir, files.apiKey, demo.apiKey);
  return demo;
}
