/** The import table and the sizes of the house, as data. CONTRIBUTING.md shows the same in words. */

/** Files under server/<noun>/ that also run in the browser: they may import only each other, content and db/enums. */
export const browserSafeNames = [
  "schema",
  "rules",
  "content-rules",
  "schedule-times",
  "attributes",
  "credentials",
  "grammar",
  "definition-text",
  "segment-templates",
  "email-list",
  "records",
  "lines",
  "power-fx",
  "power-fx-tokens",
  "push-document",
  "periods",
  "uncertainty",
  "csv",
];

/** server/<noun>: a noun imports its own rank or lower ones, never backwards. */
export const nounRank: Record<string, number> = {
  settings: 1,
  publishers: 1,
  apps: 2,
  customers: 2,
  registrations: 2,
  groups: 3,
  translation: 3,
  deliveries: 4,
  notifications: 5,
  analyze: 6,
  connector: 6,
  flows: 6,
  delivery: 7,
  auth: 8,
  api: 8,
  trpc: 8,
};

export type Area =
  | "app"
  | "components"
  | "content"
  | "server-core"
  | "server-noun"
  | "server-delivery"
  | "server-providers"
  | "server-gate"
  | "browser-safe"
  | "enums"
  | "db"
  | "seed"
  | "sdk"
  | "emulators"
  | "root"
  | "tools";

/** Who may import whom. Tests may import anything. */
export const mayImport: Record<Area, Area[]> = {
  app: [
    "app",
    "components",
    "content",
    "browser-safe",
    "enums",
    "server-core",
    "server-gate",
    "server-delivery",
  ],
  // sdk: the launch lab runs the very code that an app runs.
  components: ["components", "content", "browser-safe", "enums", "sdk"],
  content: ["content", "enums"],
  "browser-safe": ["browser-safe", "content", "enums"],
  "server-core": ["server-core", "db", "enums"],
  "server-noun": [
    "server-noun",
    "browser-safe",
    "server-core",
    "content",
    "db",
    "enums",
    "server-providers",
  ],
  "server-delivery": [
    "server-delivery",
    "server-noun",
    "browser-safe",
    "server-core",
    "server-providers",
    "content",
    "db",
    "enums",
  ],
  "server-providers": ["server-providers", "browser-safe", "content", "enums"],
  "server-gate": [
    "server-gate",
    "server-noun",
    "browser-safe",
    "server-core",
    "server-delivery",
    "content",
    "db",
    "enums",
  ],
  enums: [],
  db: ["db", "enums"],
  seed: [
    "seed",
    "db",
    "enums",
    "server-core",
    "server-noun",
    "server-delivery",
    "browser-safe",
    "content",
    "emulators",
  ],
  sdk: ["sdk"],
  emulators: ["emulators"],
  root: ["root", "server-core", "server-gate", "server-delivery", "enums"],
  tools: [
    "tools",
    "app",
    "components",
    "content",
    "server-core",
    "server-noun",
    "server-delivery",
    "server-providers",
    "server-gate",
    "browser-safe",
    "enums",
    "db",
    "seed",
    "sdk",
    "emulators",
    "root",
  ],
};

/** What to do instead, said when an import is refused. */
export const advice: Partial<Record<Area, string>> = {
  app: "A page reads the URL and composes components; move the work to a query or command and call it through tRPC.",
  components:
    "Components know the API's types only: take the data as a prop or through tRPC, values from schema.ts or db/enums.",
  content: "content/ is pure: pass what it needs as an argument.",
  "browser-safe":
    "This file runs in the browser: move what needs the server to queries.ts or commands.ts.",
  "server-noun":
    "Nouns never import the engine or the gates: pass the value in, or move the function to the noun it helps.",
  "server-providers": "Providers know no database and no tRPC: the engine hands them plain values.",
  db: "db/ keeps rows and knows nothing of what happens with them.",
  sdk: "The SDK is published on its own and imports nothing of ours.",
  emulators: "The far side must not share code with the side it tests.",
};

export const sizes = { page: 40, module: 400, test: 600, splitHint: 250, folder: 14, nesting: 6 };

/** Packages that only one place may use, and the place. */
export const guardedPackages: { name: RegExp; only: RegExp; why: string }[] = [
  {
    name: /^pg$/,
    only: /^(db|bench|scripts|e2e|server\/delivery)\//,
    why: "Connections are made in db/connect.ts.",
  },
  {
    name: /^(undici|node:https?|node:http2)$/,
    only: /^(server\/providers\/(send|flight|origin|http1|http2)|server\/translation\/|server\/odd-methods|server\/api\/door\/|emulators\/|bench\/|scripts\/|e2e\/|db\/seed\/audience)/,
    why: "Only server/providers/send.ts (and the translators' fetch) opens sockets to the outside.",
  },
  {
    name: /^drizzle-orm/,
    only: /^(db|server|bench|scripts|e2e)\//,
    why: "The browser never sees the schema.",
  },
];

/** Text that no source file may hold, and why. */
export const forbiddenText: { text: RegExp; except?: RegExp; why: string }[] = [
  {
    text: /process\.env\b/,
    except:
      /^(server\/env\.ts|emulators\/env\.ts|scripts\/|bench\/|e2e\/|[^/]+\.config\.ts|instrumentation\.ts|db\/(testing|embedded)|.*\.test\.ts)/,
    why: "Only server/env.ts reads the environment.",
  },
  {
    text: /\bsql\.(raw|identifier)\(/,
    why: "Names and fragments go through an enum map; parameters through sql``.",
  },
  { text: /from "\.\.\/\.\./, why: "Use the alias @/ from the repository's root." },
  {
    text: /dangerouslySetInnerHTML/,
    why: "Draw elements; XML and HTML strings are never injected.",
  },
  { text: /\b(describe|it|test)\.(skip|only)\(/, why: "A test runs or is deleted." },
];
