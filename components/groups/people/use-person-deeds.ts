"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { download } from "@/components/groups/known/file-button";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";

/** Export everything, and remove; by your own id, which everybody with devices or attributes has. */
export function usePersonDeeds({ id, externalId }: { id: number; externalId: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const message = useMessage();
  const onError = (error: unknown) => message(failureOf(error).message, "error");
  const exporting = useMutation(trpc.customers.export.mutationOptions({ onError }));
  const removing = useMutation(trpc.customers.remove.mutationOptions({ onError }));
  return {
    isBusy: exporting.isPending || removing.isPending,
    exportAll() {
      exporting.mutate(
        { externalId: externalId ?? "" },
        {
          onSuccess: (everything) =>
            download(`customer-${id}.json`, `${JSON.stringify(everything, null, 2)}\n`),
        },
      );
    },
    remove(onDone: () => void) {
      removing.mutate(
        { externalId: externalId ?? "" },
        {
          onSettled: onDone,
          onSuccess: async () => {
            message("The person was removed");
            router.push("/groups/people");
            await queries.invalidateQueries(trpc.customers.people.list.pathFilter());
          },
        },
      );
    },
  };
}
