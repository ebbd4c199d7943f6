import { useCallback, useEffect, useRef, useState } from "react";

export type SaveState =
  | { kind: "saved"; at: Date }
  | { kind: "saving" }
  | { kind: "retrying"; seconds: number }
  | { kind: "refused"; message: string };

/** What a save came to: done; try again (network, 5xx); or not acceptable as it is. */
export type SaveResult =
  | { kind: "done"; at: Date }
  | { kind: "again" }
  | { kind: "refused"; message: string };

const settleMs = 800;
const retrySeconds = 5;

/**
 * Collects changes and saves them one request at a time, 800 ms after the last one. What could not be saved
 * stays collected and is tried again, so nothing typed is lost.
 * @param merge how a later change joins the earlier ones
 */
export function useAutosave<Changes extends object>(
  save: (changes: Changes) => Promise<SaveResult>,
  savedAt: Date,
) {
  const [state, setState] = useState<SaveState>({ kind: "saved", at: savedAt });
  const pending = useRef<Changes | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<boolean> | undefined>(undefined);
  const saveRef = useRef(save);
  saveRef.current = save;

  const run = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    for (;;) {
      const changes = pending.current;
      if (!changes) return true;
      pending.current = undefined;
      setState({ kind: "saving" });
      const result = await saveRef.current(changes);
      if (result.kind === "done") {
        if (!pending.current) setState({ kind: "saved", at: result.at });
        continue;
      }
      pending.current = { ...changes, ...(pending.current as Changes | undefined) };
      if (result.kind === "refused") {
        setState({ kind: "refused", message: result.message });
        return false;
      }
      setState({ kind: "retrying", seconds: retrySeconds });
      timer.current = setTimeout(() => void flushRef.current(), retrySeconds * 1000);
      return false;
    }
  }, []);

  /** Saves what is collected now; true when everything is saved. */
  const flush = useCallback((): Promise<boolean> => {
    running.current ??= run().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [run]);
  const flushRef = useRef(flush);
  flushRef.current = flush;

  const change = useCallback((changes: Changes) => {
    pending.current = { ...(pending.current as Changes | undefined), ...changes } as Changes;
    // What is on the screen is not saved from this moment on, and the footer must not say so.
    setState({ kind: "saving" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flushRef.current(), settleMs);
  }, []);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (pending.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void flushRef.current();
    };
  }, []);

  return { state, change, flush };
}
