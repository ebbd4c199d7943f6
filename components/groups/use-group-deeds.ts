"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";

/** Refresh (S-17) and remove, with what comes after. */
export function useGroupDeeds() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const message = useMessage();
  const onError = (error: unknown) => message(failureOf(error).message, "error");
  const reload = () => queries.invalidateQueries(trpc.groups.pathFilter());
  const refreshing = useMutation(trpc.groups.snapshots.create.mutationOptions({ onError }));
  const removing = useMutation(trpc.groups.segments.remove.mutationOptions({ onError }));
  return {
    isBusy: refreshing.isPending || removing.isPending,
    refresh({ id, name }: { id: number; name: string }) {
      refreshing.mutate(
        { id },
        {
          onSuccess: () => {
            message(`“${name}” is being computed`, "info");
            // A million customers take about a second; the answer is not worth a subscription.
            setTimeout(reload, 1_500);
            setTimeout(reload, 5_000);
          },
        },
      );
    },
    remove({ id, name }: { id: number; name: string }, onDone: () => void) {
      removing.mutate(
        { id },
        {
          onSettled: onDone,
          onSuccess: async () => {
            message(`“${name}” removed`);
            router.push("/groups");
            await reload();
          },
        },
      );
    },
  };
}
