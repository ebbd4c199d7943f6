import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["connector"];
export type ConnectionRow = Outputs["connections"]["list"][number];
export type ConnectionDetails = Outputs["connections"]["byId"];
export type PushRow = Outputs["pushes"]["list"]["rows"][number];
export type PushCheck = Outputs["pushes"]["preview"];
export type PushResult = Outputs["pushes"]["byId"];
