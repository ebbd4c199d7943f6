import type { FetchQueryOptions } from "@tanstack/react-query";
import { defaultShouldDehydrateQuery, dehydrate, QueryClient } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import superjson from "superjson";
import { sessionCookieName } from "@/server/auth/session-cookie";
import { requestContext } from "./context";
import { appRouter } from "./root";

/** One look-up of the session per rendered request. */
export const pageContext = cache(async () => {
  const store = await cookies();
  return requestContext(store.get(sessionCookieName())?.value);
});

/** For the pages outside the portal: who comes, and whether the first run is still open. */
export async function publicCaller() {
  const ctx = await pageContext();
  const caller = appRouter.createCaller(ctx);
  const setup = await caller.publishers.setup.overview();
  const publishers = ctx.session ? await caller.publishers.list() : [];
  return { session: ctx.session, setup, publishers };
}

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: false },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });
}

/**
 * The queries of one page:
 *   const page = await portalQueries();
 *   await page.prefetch(page.trpc.apps.list.queryOptions(input));
 *   return <HydrateQueries state={page.state()}>…</HydrateQueries>
 * Components then read with useSuspenseQuery inside Suspense. Somebody who is not signed in is sent to
 * the sign-in page: every page asks, the layout alone is no lock.
 */
export async function portalQueries() {
  const ctx = await pageContext();
  const bag = await headers();
  if (!ctx.session) redirect(`/sign-in?next=${encodeURIComponent(bag.get("x-path") ?? "/")}`);
  if (ctx.session.publisherId === undefined) redirect("/no-publisher");
  const client = makeClient();
  const trpc = createTRPCOptionsProxy({ ctx, router: appRouter, queryClient: client });
  // Fluent's styles go out with the first flush only: a whole document waits for its data, a navigation
  // inside the portal shows the skeleton and streams.
  const isDocument = bag.get("sec-fetch-dest") !== "empty";
  return {
    trpc,
    session: ctx.session,
    async prefetch(...options: object[]): Promise<void> {
      const asked = options.map((one) => client.prefetchQuery(one as FetchQueryOptions));
      if (isDocument) await Promise.all(asked);
    },
    /** Waits for the answer; what is not there becomes the 404 page. */
    async read<T>(options: object): Promise<T> {
      try {
        return (await client.fetchQuery(options as FetchQueryOptions)) as T;
      } catch (error) {
        if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
        throw error;
      }
    },
    state: () => dehydrate(client),
  };
}
