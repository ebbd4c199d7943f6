import { useEffect, useRef, useState } from "react";
import { Autosave, type SaveResult, type SaveState } from "./autosave";

/** Saves what is told while the component is there, and what is left when it goes. */
export function useAutosave<Changes extends object>(
  save: (changes: Partial<Changes>) => Promise<SaveResult>,
  savedAt: Date,
) {
  const [state, setState] = useState<SaveState>({ kind: "saved", at: savedAt });
  const latest = useRef(save);
  latest.current = save;
  const [autosave] = useState(
    () => new Autosave<Changes>((changes) => latest.current(changes), setState),
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.hasUnsaved) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void autosave.flush();
    };
  }, [autosave]);

  return { state, autosave };
}
