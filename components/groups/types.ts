import type { RouterOutputs } from "@/components/trpc/query-provider";

export type GroupSummary = RouterOutputs["groups"]["list"]["rows"][number];
