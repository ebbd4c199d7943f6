import { readSettings } from "./env";
import { startEmulator } from "./server";

/** The push services' far side as a process of its own: `node --import tsx emulators/main.ts`. */
const settings = readSettings();
const emulator = await startEmulator(settings);
console.log(
  `Push service emulators on http://127.0.0.1:${emulator.port} (log ${settings.log} in ${settings.dataFolder})`,
);

let isStopping = false;
async function stop(): Promise<void> {
  if (!isStopping) {
    isStopping = true;
    await emulator.close();
    process.exit(0);
  }
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// Started with an ipc channel, this process ends with whoever started it, even if that was killed.
process.on("disconnect", stop);
