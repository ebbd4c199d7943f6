import { useQueryClient } from "@tanstack/react-query";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";
import { toListInput, useListState } from "./list-state";

/** The filtered list as a file. */
export function useCsvExport() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const [state] = useListState();
  return async () => {
    const { page: _page, size: _size, ...input } = toListInput(state);
    try {
      const csv = await client.fetchQuery(trpc.notifications.export.queryOptions(input));
      download("notifications.csv", csv);
    } catch (error) {
      message(failureOf(error).message, "error");
    }
  };
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
