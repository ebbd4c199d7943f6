// Loaded into every child with --import: plain Node, so that it works before any loader is there.
// After kill -9 of the supervisor nobody sends signals any more; the closed channel is the only sign.
const finishWithinMs = 15_000;

if (process.send) {
  // The parent's pipes are gone too, and writing to them must not end the child before it has finished.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), finishWithinMs).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel?.unref();
}
