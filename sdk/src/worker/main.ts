import { browserStorage } from "../storage";
import type { WorkerScope } from "./scope";
import { startWorker } from "./worker";

/** herald-sw.js. Serve it from the app's own origin, or import it into the app's own service worker. */
startWorker(globalThis as unknown as WorkerScope, browserStorage());
