import type { RouterOutputs } from "@/components/trpc/query-provider";

export type NotificationList = RouterOutputs["notifications"]["list"];
export type ListedNotification = NotificationList["rows"][number];
