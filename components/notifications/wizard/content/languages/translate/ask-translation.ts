import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC, useTRPCClient } from "@/components/trpc/query-provider";
import type { FailedText, FoundText } from "@/server/translation/schema";
import type { Wanted } from "./wanted";

export interface Answered {
  failed: FailedText[];
  isNotSetUp: boolean;
}

const pauseMs = 400;
const patienceMs = 100_000;

interface Question {
  from: string;
  wanted: Wanted[];
  isFresh?: boolean;
}

/** Asks for translations; `onFound` is called with what is known at once, and again with what a worker brings. */
export function useAskTranslation() {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  return useCallback(
    async (question: Question, onFound: (found: FoundText[]) => void): Promise<Answered> => {
      const all = question.wanted.flatMap(({ to, texts }) =>
        texts.map((source) => ({ to, source })),
      );
      try {
        const { filled, jobId, isNotSetUp } = await direct.translation.create.mutate(question);
        onFound(filled);
        if (jobId === null) return { failed: [], isNotSetUp };
        const until = Date.now() + patienceMs;
        while (Date.now() < until) {
          const job = await direct.translation.byId.query({ id: jobId });
          if (job.isDone) {
            onFound(job.filled);
            // A refusal is noted at the translator; the settings page shows it.
            if (job.failed.length > 0) {
              void client.invalidateQueries(trpc.translation.translators.list.queryFilter());
            }
            return { failed: job.failed, isNotSetUp: false };
          }
          await new Promise((resolve) => setTimeout(resolve, pauseMs));
        }
        const message = "No worker has translated this yet. Try again later.";
        return { failed: all.map((one) => ({ ...one, message })), isNotSetUp: false };
      } catch (error) {
        const { message } = failureOf(error);
        return { failed: all.map((one) => ({ ...one, message })), isNotSetUp: false };
      }
    },
    [trpc, direct, client],
  );
}
