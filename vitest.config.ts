import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** unit: pure, milliseconds. database: real Postgres (scripts/test.ts gives DATABASE_URL). engine: real processes. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    // One less than there are cores is Vitest's own choice: with two cores one would rest.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Property tests take long on a busy machine; a hang still ends.
          testTimeout: 30_000,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [
            "**/node_modules/**",
            "**/*.db.test.ts",
            "**/*.engine.test.ts",
            "data/**",
            ".next/**",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["db/testing-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: ["**/*.engine.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["db/testing-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
