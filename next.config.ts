import type { NextConfig } from "next";
import { securityHeaders } from "./server/security-headers";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The optimiser has been a way in (RELIABILITY 1.4); Herald serves its few pictures as they are.
  images: { unoptimized: true },
  // Bergamot's glue evals and reads its WASM by path: it runs in workers only and must never be bundled.
  serverExternalPackages: [
    "@browsermt/bergamot-translator",
    "@node-rs/argon2",
    "graphile-worker",
    "pg",
    "undici",
  ],
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })),
    },
  ],
};

export default config;
