import type { Instrumentation } from "next";

/** Called once per process before the first request. */
export async function register(): Promise<void> {
  // Compared in place: the bundler then leaves the engine out of anything but Node.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { refuseOddMethods } = await import("@/server/odd-methods");
  refuseOddMethods();
  // In development Next's own route answers, which sees every edit at once.
  if (process.env.NODE_ENV === "production") {
    const { openDoor } = await import("@/server/api/door/door");
    const { answerCall } = await import("@/server/api/gate");
    openDoor(answerCall);
  }
  const { startScheduler } = await import("@/server/delivery/scheduler-timer");
  startScheduler();
}

/** A page that failed, once, with the digest that the person can read off the screen. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  // A query whose prefetch failed: logged where it failed, and asked again by the browser.
  if (error instanceof Error && error.name === "TRPCClientError") return;
  const { log } = await import("@/server/log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  log.error("A page failed.", { error, digest, path: request.path, route: context.routePath });
};
