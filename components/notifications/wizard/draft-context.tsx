"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import type { Draft } from "@/server/notifications/schema";
import type { SaveResult, SaveState } from "./autosave";
import { useAutosave } from "./use-autosave";

export type Notification = RouterOutputs["notifications"]["byId"];
export type ListedApp = RouterOutputs["apps"]["list"][number];

interface DraftState {
  notification: Notification;
  /** All apps of the publisher. */
  apps: ListedApp[];
  draft: Draft;
  /** Keeps a part of the draft; it is saved 800 ms after the last change. */
  change(changes: Partial<Draft>): void;
  /** Saves now; false when something could not be saved. */
  flush(): Promise<boolean>;
  saveState: SaveState;
  revision: number;
  /** The server refused because somebody else changed the draft: load theirs, or keep mine. */
  conflict: string | undefined;
  takeTheirs(): Promise<void>;
  keepMine(): Promise<void>;
}

const DraftContext = createContext<DraftState | undefined>(undefined);

export function useDraft(): DraftState {
  const state = useContext(DraftContext);
  if (!state) throw new Error("useDraft is for the wizard's steps, inside DraftProvider.");
  return state;
}

/** Holds the draft for all steps: what is on the screen, and what the server has. */
export function DraftProvider(props: { id: number; children: ReactNode }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.notifications.byId.queryOptions(
    { id: props.id },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const { data: notification } = useSuspenseQuery(options);
  const { data: apps } = useSuspenseQuery(trpc.apps.list.queryOptions());
  const [draft, setDraft] = useState<Draft>(() => notification.draft);
  const [revision, setRevisionState] = useState(notification.revision);
  // A save that follows at once must name the revision of the one before, also before the next render.
  const latestRevision = useRef(revision);
  function setRevision(next: number) {
    latestRevision.current = next;
    setRevisionState(next);
  }
  const [conflict, setConflict] = useState<string>();
  const update = useMutation(trpc.notifications.update.mutationOptions());

  async function save(changes: Partial<Draft>): Promise<SaveResult> {
    try {
      const from = latestRevision.current;
      const saved = await update.mutateAsync({ id: props.id, revision: from, changes });
      setRevision(saved.revision);
      return { kind: "done", at: saved.updatedAt };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === "CONFLICT") setConflict(failure.message);
      const isTemporary = failure.httpStatus === undefined || failure.httpStatus >= 500;
      if (isTemporary) return { kind: "again" };
      return { kind: "refused", message: failure.fields[0]?.message ?? failure.message };
    }
  }

  const { state: saveState, autosave } = useAutosave<Draft>(save, notification.updatedAt);
  const latestDraft = useRef(draft);
  latestDraft.current = draft;

  const flush = useCallback(() => autosave.flush(), [autosave]);

  async function latest(): Promise<Notification> {
    return client.fetchQuery({ ...options, staleTime: 0 });
  }

  const state: DraftState = {
    notification,
    apps,
    draft,
    change(changes) {
      setDraft((current) => ({ ...current, ...changes }));
      autosave.change(changes);
    },
    flush,
    saveState,
    revision,
    conflict,
    async takeTheirs() {
      const theirs = await latest();
      autosave.drop(theirs.updatedAt);
      setDraft(theirs.draft);
      setRevision(theirs.revision);
      setConflict(undefined);
    },
    async keepMine() {
      setRevision((await latest()).revision);
      setConflict(undefined);
      autosave.change(latestDraft.current);
      await autosave.flush();
    },
  };
  return <DraftContext.Provider value={state}>{props.children}</DraftContext.Provider>;
}
