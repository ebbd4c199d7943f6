import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";

/** What can be done to one notification from the list and from its page. */
export function useDeeds(id: number) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const message = useMessage();
  const settled = {
    onError: (error: unknown) => message(failureOf(error).message, "error"),
    onSettled: () => client.invalidateQueries({ queryKey: trpc.notifications.pathKey() }),
  };
  const pause = useMutation(trpc.notifications.pause.mutationOptions(settled));
  const resume = useMutation(trpc.notifications.resume.mutationOptions(settled));
  const cancel = useMutation(trpc.notifications.cancel.mutationOptions(settled));
  const remove = useMutation(trpc.notifications.remove.mutationOptions(settled));
  const duplicate = useMutation(
    trpc.notifications.duplicate.mutationOptions({
      ...settled,
      onSuccess: (copy) => router.push(`/notifications/${copy.id}/edit/settings`),
    }),
  );
  return {
    pause: () => pause.mutate({ id }),
    resume: () => resume.mutate({ id }),
    cancel: () => cancel.mutate({ id }),
    remove: () => remove.mutate({ id }),
    duplicate: () => duplicate.mutate({ id }),
  };
}
