import type { TaskList } from "graphile-worker";
import { runCredentialTest, type WorkerTools } from "./test-credentials";

/** Jobs of this noun, for the worker's task list. */
export function appTasks(tools: WorkerTools): TaskList {
  return { "test-credentials": (payload) => runCredentialTest(tools, payload) };
}
