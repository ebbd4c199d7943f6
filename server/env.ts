import { join, resolve } from "node:path";
import { z } from "zod";

/** The only place that reads process.env. Commands and names are fixed by DESIGN.md 10. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  EMULATOR_PORT: z.coerce.number().int().min(1).max(65535).default(4000),
  HERALD_DATA: z.string().default("./data"),
  HERALD_DEMO: z.enum(["0", "1"]).default("1"),
  HERALD_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  HERALD_WORKER_NAME: z.string().default("worker"),
  DATABASE_URL: z.string().optional(),
  NEXTAUTH_URL: z.string().optional(),
  NEXTAUTH_SECRET: z.string().optional(),
  HERALD_SCHEDULER_SECRET: z.string().optional(),
  /** 32 bytes, hex: signs the tokens that tell which delivery a launch belongs to. */
  HERALD_TRACKING_KEY: z.string().optional(),
  /** X25519, base64 DER: web seals provider secrets with the public half, only workers hold the private one. */
  HERALD_SEALING_PUBLIC_KEY: z.string().optional(),
  HERALD_SEALING_PRIVATE_KEY: z.string().optional(),
  HERALD_OIDC_ISSUER: z.string().optional(),
  HERALD_OIDC_CLIENT_ID: z.string().optional(),
  HERALD_OIDC_CLIENT_SECRET: z.string().optional(),
  HERALD_OIDC_NAME: z.string().default("Single sign-on"),
  HERALD_LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

type Env = z.infer<typeof schema>;
let cached: Env | undefined;

/** Validated once; a wrong value is refused with its name, never guessed around. */
export function env(): Env {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Environment variables are not usable: ${wrong.join("; ")}`);
  }
  cached = parsed.data;
  return cached;
}

/** A variable this process cannot work without; the supervisor sets all of them. */
export function required(name: keyof Env): string {
  const value = env()[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set. Start Herald with npm start, or set it yourself.`);
  }
  return String(value);
}

export function isDemo(): boolean {
  return env().HERALD_DEMO === "1";
}

export function dataPath(...parts: string[]): string {
  return join(resolve(env().HERALD_DATA), ...parts);
}
