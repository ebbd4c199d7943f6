import { version } from "@/package.json";
import { isDemo } from "@/server/env";
import { oidcName } from "./oidc";
import { ownOrigins } from "./origins";

/** What somebody who is not signed in may know: where they are and how they can come in. */
export function instance() {
  const [origin] = ownOrigins();
  return {
    host: new URL(origin ?? "http://localhost").host,
    version,
    provider: oidcName(),
    isDemo: isDemo(),
  };
}
