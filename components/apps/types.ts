import type { RouterOutputs } from "@/components/trpc/query-provider";

export type AppDetails = RouterOutputs["apps"]["byId"];
