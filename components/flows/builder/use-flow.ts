"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";
import { checkFlow, hasErrors, knownFields } from "@/server/flows/rules";
import { draftOf, type FlowDraft, isBehind } from "./draft";

/** The stored flow, what is being made of it, and the deeds. */
export function useFlow(id: string) {
  const trpc = useTRPC();
  const { data: saved } = useSuspenseQuery(
    trpc.flows.byId.queryOptions({ id }, { refetchInterval: 5_000 }),
  );
  const { data: connectionRows } = useSuspenseQuery(trpc.connector.connections.list.queryOptions());
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const [changed, setChanged] = useState<FlowDraft>();
  const draft = draftOf(saved, changed);
  const connections = useMemo(
    () =>
      connectionRows
        .filter(({ revokedAt }) => revokedAt === null)
        .map(({ publicId, name, app }) => ({ id: publicId, name, appName: app.name })),
    [connectionRows],
  );
  const problems = useMemo(
    () =>
      checkFlow(draft.definition, {
        connections,
        groups: saved.groups,
        seen: saved.seen,
        liveSecrets: saved.secrets.length,
      }),
    [draft.definition, connections, saved.groups, saved.seen, saved.secrets.length],
  );
  const { may: mayWrite, reason } = useMay(["owner", "manager", "marketer"], "change flows");
  const isChanged = changed !== undefined;
  const deeds = useDeeds(id, () => setChanged(undefined));
  useWarning(isChanged);
  return {
    ...{ id, saved, draft, isChanged, connections, problems, mayWrite, reason },
    ...{ apps: apps.map((app) => ({ id: app.id, name: app.name })) },
    setDraft: setChanged,
    /** Somebody else saved meanwhile. */
    isBehind: isBehind(saved, changed) && !deeds.save.isPending,
    takeTheirs: () => setChanged(undefined),
    keepMine: () => setChanged({ ...draft, version: saved.version }),
    hasErrors: hasErrors(problems),
    fields: knownFields(draft.definition.trigger.kind, saved.seen),
    ...deeds,
  };
}
export type FlowState = ReturnType<typeof useFlow>;

/** Leaving would lose what is not saved. */
function useWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isChanged]);
}

function useDeeds(id: string, onSaved: () => void) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useMessage();
  const onError = (error: unknown) => message(failureOf(error).message, "error");
  const reload = () => client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
  const said = (text: string) => async () => {
    await reload();
    message(text);
  };
  const save = useMutation(
    trpc.flows.update.mutationOptions({
      onSuccess: async ({ isTurnedOff }) => {
        await client.invalidateQueries({ queryKey: trpc.flows.byId.queryKey({ id }) });
        onSaved();
        message(isTurnedOff ? "Flow saved and turned off: the checker found errors" : "Flow saved");
      },
      onError: async (error) => {
        onError(error);
        await client.invalidateQueries({ queryKey: trpc.flows.byId.queryKey({ id }) });
      },
    }),
  );
  const turnOn = useMutation(
    trpc.flows.resume.mutationOptions({ onSuccess: said("Flow turned on"), onError }),
  );
  const turnOff = useMutation(
    trpc.flows.pause.mutationOptions({ onSuccess: said("Flow turned off"), onError }),
  );
  const test = useMutation(
    trpc.flows.test.mutationOptions({
      onSuccess: said("The test runs. See the history."),
      onError,
    }),
  );
  const replay = useMutation(
    trpc.flows.runs.duplicate.mutationOptions({
      onSuccess: async ({ version }) => {
        await reload();
        message(`Replayed with version ${version} of the flow`);
      },
      onError,
    }),
  );
  return { save, turnOn, turnOff, test, replay };
}
