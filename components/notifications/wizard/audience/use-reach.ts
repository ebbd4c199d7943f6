import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDraft } from "@/components/notifications/wizard/draft-context";
import { useTRPC } from "@/components/trpc/query-provider";
import { emptySchedule, type Schedule } from "@/server/notifications/schema";

/** The exact reach of the draft on the screen; the number before stays until the new one is there. */
export function useReach() {
  const trpc = useTRPC();
  const { draft, notification } = useDraft();
  const query = useQuery(
    trpc.notifications.count.queryOptions(
      {
        id: notification.id,
        template: notification.template,
        audience: draft.audience,
        schedule: whenOf(draft.schedule),
        holdOutPercent: draft.holdOutPercent,
      },
      { enabled: draft.audience.appIds.length > 0, placeholderData: keepPreviousData },
    ),
  );
  return {
    reach: draft.audience.appIds.length > 0 ? query.data : undefined,
    isCounting: query.isFetching,
    error: query.error,
  };
}

/** Only what decides whom it reaches and when, so that other changes don't count again. */
function whenOf(schedule: Schedule): Schedule {
  const { neverExpires, expiryDate, expiryTime } = schedule;
  const expiry = neverExpires ? {} : { neverExpires, expiryDate, expiryTime };
  if (schedule.immediately) return { ...emptySchedule, ...expiry };
  const { immediately, date, time, zone, whenPassed } = schedule;
  return { ...emptySchedule, ...expiry, immediately, date, time, zone, whenPassed };
}
