"use client";

import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** Hands what the page prefetched to the components below. */
export function HydrateQueries(props: { state: DehydratedState; children: ReactNode }) {
  return <HydrationBoundary state={props.state}>{props.children}</HydrationBoundary>;
}
