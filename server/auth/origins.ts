import { env } from "@/server/env";

const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** Where Herald lives: NEXTAUTH_URL, and on a single machine the other names of that machine. */
export function ownOrigins(): string[] {
  const { NEXTAUTH_URL, PORT } = env();
  const own = new URL(NEXTAUTH_URL ?? `http://localhost:${PORT}`);
  if (!loopback.includes(own.hostname)) return [own.origin];
  const port = own.port ? `:${own.port}` : "";
  return loopback.map((name) => `${own.protocol}//${name}${port}`);
}

export function isOwnOrigin(origin: string | null): boolean {
  return origin !== null && ownOrigins().includes(origin);
}

/** A foreign Host is a rebinding page or a misconfigured proxy; neither gets a page with a session. */
export function isOwnHost(host: string | null): boolean {
  return (
    host !== null && ownOrigins().some((origin) => new URL(origin).host === host.toLowerCase())
  );
}
