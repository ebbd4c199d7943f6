import type { TaskList } from "graphile-worker";
import { runCredentialTest, type WorkerTools } from "./test-credentials";
import { runTestPush } from "./test-push";

/** Jobs of this noun, for the worker's task list. */
export function appTasks(tools: WorkerTools): TaskList {
  return {
    "test-credentials": (payload) => runCredentialTest(tools, payload),
    "credentials-push": (payload) => runTestPush(tools, payload),
  };
}
