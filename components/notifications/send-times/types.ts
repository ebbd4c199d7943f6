import type { RouterOutputs } from "@/components/trpc/query-provider";

export type SendPlan = NonNullable<RouterOutputs["notifications"]["count"]["plan"]>;
