import {
  defaultShouldDehydrateQuery,
  MutationCache,
  QueryCache,
  QueryClient,
} from "@tanstack/react-query";
import superjson from "superjson";
import { failureOf } from "./failure";

/** A session that ended elsewhere: the page asks for a new sign-in and comes back. */
function onFailure(error: unknown): void {
  if (typeof window === "undefined" || failureOf(error).code !== "UNAUTHORIZED") return;
  const here = window.location.pathname + window.location.search;
  if (window.location.pathname.startsWith("/sign-in")) return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** What cannot get better by asking again is not asked again. */
function shouldRetry(count: number, error: unknown): boolean {
  const status = failureOf(error).httpStatus;
  return count < 2 && (status === undefined || status >= 500);
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: onFailure }),
    mutationCache: new MutationCache({ onError: onFailure }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldRetry },
      mutations: { retry: false },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
