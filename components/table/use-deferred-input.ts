"use client";

import { useDeferredValue } from "react";

/**
 * What to ask for while the old answer stays: read with `input`, show a bar while `isReloading`.
 *   const { input, isReloading } = useDeferredInput(toInput(state));
 *   const { data } = useSuspenseQuery(trpc.notifications.list.queryOptions(input));
 */
export function useDeferredInput<T>(wanted: T): { input: T; isReloading: boolean } {
  const key = JSON.stringify(wanted);
  const deferred = useDeferredValue(key);
  return { input: JSON.parse(deferred) as T, isReloading: key !== deferred };
}
