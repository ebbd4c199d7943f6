// Loaded into every child with --import: plain Node, so that it works before any loader is there.
// After kill -9 of the supervisor nobody sends signals any more; the closed channel is the only sign.
import { env } from "node:process";

const finishWithinMs = 15_000;

// What a child forks inherits --import, and its channel to the child is not ours to touch: without it, the
// helpers of next dev and next build end early and with code 0.
if (process.send && Number(env.HERALD_SUPERVISOR) === process.ppid) {
  // The parent's pipes are gone too, and writing to them must not end the child before it has finished.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), finishWithinMs).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel?.unref();
}
