"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/query-provider";

/** Who is signed in, what they look at and how they like it. Prefetched by the portal's layout. */
export function useSession() {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.publishers.session.overview.queryOptions()).data;
}

/** Whether the reader has one of these roles, and if not, the sentence for the tooltip. */
export function useMay(roles: readonly string[], deed: string): { may: boolean; reason: string } {
  const { role } = useSession();
  const may = role !== null && roles.includes(role);
  const who = role ? `${role.charAt(0).toUpperCase()}${role.slice(1)}s` : "You";
  const asked = roles.length === 1 ? "an owner" : "an owner or manager";
  return { may, reason: may ? "" : `${who} can’t ${deed}. Ask ${asked}.` };
}
