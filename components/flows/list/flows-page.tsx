"use client";

import { Button } from "@fluentui/react-components";
import { AddRegular, FlowchartRegular } from "@fluentui/react-icons";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useMessage } from "@/components/ui/use-message";
import { emptyDefinition } from "@/server/flows/schema";
import { FlowsTable } from "./flows-table";

/** Connector > Flows: what starts them, whether they are on, and how their runs went. */
export function FlowsPage() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.flows.list.queryOptions());
  return (
    <>
      <PageHead
        title="Flows"
        subtitle="Something happens, a condition holds, people get a push."
        actions={<NewFlow />}
      />
      <PageBody>
        {data.length === 0 ? (
          <EmptyState
            icon={<FlowchartRegular />}
            text="A flow sends a push by itself: when a request arrives, on a schedule, when somebody enters a segment or buys."
            action={<NewFlow />}
          />
        ) : (
          <FlowsTable rows={data} />
        )}
      </PageBody>
    </>
  );
}

function NewFlow() {
  const trpc = useTRPC();
  const router = useRouter();
  const message = useMessage();
  const { may, reason } = useMay(["owner", "manager", "marketer"], "make flows");
  const create = useMutation(
    trpc.flows.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/connector/flows/${id}`),
      onError: (error) => message(failureOf(error).message, "error"),
    }),
  );
  return (
    <Button
      appearance="primary"
      icon={<AddRegular />}
      disabledFocusable={!may || create.isPending}
      title={reason || undefined}
      onClick={() => may && create.mutate({ name: "New flow", definition: emptyDefinition })}
    >
      New flow
    </Button>
  );
}
