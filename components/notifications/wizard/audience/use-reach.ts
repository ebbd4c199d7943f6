import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { useTRPC } from "@/components/trpc/query-provider";

/** The exact reach of the draft on the screen; the number before stays until the new one is there. */
export function useReach() {
  const trpc = useTRPC();
  const { draft, notification } = useDraft();
  const query = useQuery(
    trpc.notifications.count.queryOptions(
      { template: notification.template, audience: draft.audience },
      { enabled: draft.audience.appIds.length > 0, placeholderData: keepPreviousData },
    ),
  );
  return {
    reach: draft.audience.appIds.length > 0 ? query.data : undefined,
    isCounting: query.isFetching,
    error: query.error,
  };
}
