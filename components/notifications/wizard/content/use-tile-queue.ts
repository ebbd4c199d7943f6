import { useQueries, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/query-provider";
import type { XmlDocument } from "@/content/document";
import { parsePayload } from "@/content/parse";
import { listInput } from "@/server/notifications/list/schema";

/** Windows keeps five updates; four stand behind the new one. */
const behind = 4;

/** The tiles an app got last, newest first; undefined while they are not wanted. */
export function useTileQueue(appId: number | undefined): readonly XmlDocument[] | undefined {
  const trpc = useTRPC();
  const list = useQuery(
    trpc.notifications.list.queryOptions(
      listInput.parse({ tab: "completed", kind: "tile", appId }),
      {
        enabled: appId !== undefined,
      },
    ),
  );
  const ids = (list.data?.rows ?? []).slice(0, behind).map(({ id }) => id);
  const sent = useQueries({
    queries: ids.map((id) => trpc.notifications.byId.queryOptions({ id })),
    combine: (results) =>
      results.flatMap(({ data }) => (data ? [data.draft.content.document] : [])),
  });
  if (appId === undefined) return undefined;
  return sent.flatMap((xml) => {
    const parsed = parsePayload(xml);
    return parsed.ok ? [parsed.document] : [];
  });
}
