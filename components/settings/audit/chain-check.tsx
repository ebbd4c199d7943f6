"use client";

import { Button } from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { useMessage } from "@/components/ui/use-message";

/** Walks the whole chain on the server and says what it found. */
export function ChainCheck() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const message = useMessage();
  const format = useFormat();
  const [isBusy, setBusy] = useState(false);
  async function check(): Promise<void> {
    setBusy(true);
    try {
      const options = trpc.settings.audit.test.queryOptions(undefined, { staleTime: 0 });
      const verdict = await queries.fetchQuery(options);
      if (verdict.intact) message(`All ${format.count(verdict.events, "line")} are as they were`);
      else message(`Line ${verdict.brokenAt} is not what was written`, "error");
    } catch (error) {
      message(failureOf(error).message, "error");
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button disabledFocusable={isBusy} onClick={check}>
      Check the seals
    </Button>
  );
}
