import { randomBytes } from "node:crypto";
import { env } from "node:process";
import type { TestProject } from "vitest/node";
import { databaseUrl, onServer, startThrowaway } from "./embedded-throwaway";
import { migrate } from "./migrate";

/** Once per project: a server (npm test brings one for all) and one migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = env.HERALD_TEST_DATABASE_URL;
  const own = given ? undefined : await startThrowaway();
  const serverUrl = given ?? own?.url ?? "";
  const template = `template_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, (client) => client.query(`create database ${template}`));
  await migrate(databaseUrl(serverUrl, template));
  project.provide("databaseServerUrl", serverUrl);
  project.provide("databaseTemplate", template);
  return async () => {
    await onServer(serverUrl, (client) => client.query(`drop database ${template} with (force)`));
    await own?.close();
  };
}
