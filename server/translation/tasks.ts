import type { TaskList } from "graphile-worker";
import type { Database } from "@/db/connect";
import type { Clock } from "@/server/clock";
import { dataPath, isDemo } from "@/server/env";
import { runTranslation, runTranslatorTest } from "./jobs/run";
import { createLocal } from "./local/local";
import type { TranslatorHttp } from "./network/http";

/** Jobs of this noun, for the worker's task list. */
export function translationTasks(given: {
  db: Database;
  http: TranslatorHttp;
  clock: Clock;
}): TaskList {
  const tools = { ...given, local: createLocal(dataPath("models")), isEmulated: isDemo() };
  return {
    translate: (payload) => runTranslation(tools, payload),
    "test-translator": (payload) => runTranslatorTest(tools, payload),
  };
}
