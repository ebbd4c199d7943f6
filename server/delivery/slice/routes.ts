import type { Reason } from "@/db/enums";
import { type Access, openAccess } from "@/server/delivery/access";
import type { Campaign } from "@/server/delivery/campaign";
import type { Engine } from "@/server/delivery/engine";
import { Obstacle } from "@/server/delivery/obstacle";
import { isKnownProvider, type KnownProviderName } from "@/server/providers";
import type { RenderedPayload } from "@/server/providers/provider";
import type { Claim } from "./claim";
import type { Recipients } from "./recipients";

/** How the registrations of one group are reached. */
export interface Route {
  access: Access;
  payload: RenderedPayload;
}

/** By recipient group: the way to its devices, or the one reason why there is none. */
export type Routes = readonly (Route | Reason)[];

interface Journey {
  recipients: Recipients;
  campaign: Campaign;
}

/**
 * Each group goes by its own provider; what one of them lacks stops nobody else. An app without any credentials
 * is an obstacle: then a person has forgotten them.
 */
export async function openRoutes(
  engine: Engine,
  claim: Claim,
  { recipients, campaign }: Journey,
): Promise<Routes | Obstacle> {
  // The first group is nobody: those who are gone since.
  const [, ...groups] = recipients.groups;
  const open = new Map<KnownProviderName, Access>();
  for (const name of new Set(groups.map(({ provider }) => provider).filter(isKnownProvider))) {
    const access = await openAccess(engine, claim, name);
    if (access instanceof Obstacle) return access;
    if (access) open.set(name, access);
  }
  const routes = groups.map(({ provider, language }): Route | Reason => {
    const access = isKnownProvider(provider) ? open.get(provider) : undefined;
    if (!access) return "no_credentials";
    const payload = campaign.payload(access.provider, campaign.languageFor(language));
    return typeof payload === "string" ? payload : { access, payload };
  });
  return ["channel_gone", ...routes];
}

/** Every provider of the slice once. */
export function accessesOf(routes: Routes): Set<Access> {
  return new Set(routes.flatMap((route) => (typeof route === "string" ? [] : [route.access])));
}
