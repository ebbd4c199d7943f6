"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { connectionDefaults } from "@/components/connector/connections/state";
import { useUrlState } from "@/components/table/use-url-state";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { checkForm, type PushForm } from "./form-state";
import { randomUuid } from "./random-uuid";

export type ConsoleDeeds = ReturnType<typeof useConsole>;

/** The deeds of the console: check, send, and watch what comes of it until it is done. */
export function useConsole(id: string, form: PushForm) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [state, setState] = useUrlState(connectionDefaults);
  const [local, setLocal] = useState<Record<string, string>>({});
  // Made in the browser: the server's would be another.
  const [idempotencyKey, setKey] = useState("");
  useEffect(() => setKey(randomUuid()), []);
  const tried = useRef<string>(undefined);
  const pushId = state.push;

  const check = useMutation({
    mutationFn: (push: Parameters<typeof create.mutate>[0]["push"]) =>
      queries.fetchQuery(
        trpc.connector.pushes.preview.queryOptions({ id, push }, { staleTime: 0 }),
      ),
    onSuccess: () => setState({ id, tab: "console", push: "" }),
  });
  const create = useMutation(
    trpc.connector.pushes.create.mutationOptions({
      onSuccess: async (accepted) => {
        check.reset();
        tried.current = undefined;
        setKey(randomUuid());
        setState({ id, tab: "console", push: accepted.id });
        await queries.invalidateQueries(trpc.connector.connections.list.pathFilter());
      },
    }),
  );
  const result = useQuery(
    trpc.connector.pushes.byId.queryOptions(
      { id: pushId },
      {
        enabled: pushId !== "",
        refetchInterval: (query) => (query.state.data?.state === "sending" ? 500 : false),
      },
    ),
  );

  function withPush(deed: "check" | "send"): void {
    const checked = checkForm(form);
    setLocal(checked.ok ? {} : checked.problems);
    if (!checked.ok) return;
    if (deed === "check") check.mutate(checked.push);
    else send(checked.push);
  }

  /** After a lost answer the same call goes with the same key, so that it is sent once; a changed one is another. */
  function send(push: Parameters<typeof create.mutate>[0]["push"]): void {
    const call = JSON.stringify({ id, push });
    const isAnother = tried.current !== undefined && tried.current !== call;
    const key = isAnother ? randomUuid() : idempotencyKey;
    tried.current = call;
    setKey(key);
    create.mutate({ id, push, idempotencyKey: key });
  }

  const error = create.error ?? check.error ?? (pushId ? result.error : null);
  const failure = error ? failureOf(error) : undefined;
  const told = Object.fromEntries(
    (failure?.fields ?? []).map(({ field, message }) => [
      field.replace(/^push\./, "").split(".")[0] ?? "",
      message,
    ]),
  );
  return {
    check: () => withPush("check"),
    send: () => withPush("send"),
    isBusy: create.isPending || check.isPending,
    problems: { ...told, ...local } as Record<string, string | undefined>,
    failure: failure && failure.fields.length === 0 ? failure : undefined,
    checked: pushId === "" ? check.data : undefined,
    result: pushId === "" ? undefined : result.data,
    idempotencyKey,
  };
}
