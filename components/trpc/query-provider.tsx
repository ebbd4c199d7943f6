"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCLink } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "@/server/trpc/root";
import { makeQueryClient } from "./query-client";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** useTRPCClient: for asking outside of queries and mutations, for example until something is done. */
export { useTRPC, useTRPCClient };

/** What procedures answer, for components that take it as a prop. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** During server rendering every query comes from the page's prefetch; nothing is fetched. */
const refuseOnServer: TRPCLink<AppRouter> =
  () =>
  ({ op }) => {
    throw new Error(`${op.path} is read while rendering on the server: prefetch it in the page.`);
  };

/** What reads all people of an app. */
const scans =
  /^(groups\.(segments\.(count|explain|overview)|overlap|members)|notifications\.count)/;

function makeLinks(): TRPCLink<AppRouter>[] {
  if (typeof window === "undefined") return [refuseOnServer];
  const options = { url: "/api/trpc", transformer: superjson };
  return [
    splitLink({
      // Mutations go one by one: a limit per request is then a limit per deed.
      condition: (op) => op.type === "query",
      true: splitLink({
        condition: (op) => scans.test(op.path),
        // One by one, so that the one no longer wanted ends alone; as POST, because a rule may be long.
        true: httpLink({ ...options, methodOverride: "POST" }),
        false: httpBatchLink({ ...options, maxItems: 10 }),
      }),
      false: httpLink(options),
    }),
  ];
}

let browserClient: ReturnType<typeof makeQueryClient> | undefined;

function queryClient() {
  if (typeof window === "undefined") return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(queryClient);
  const [trpcClient] = useState(() => createTRPCClient<AppRouter>({ links: makeLinks() }));
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
