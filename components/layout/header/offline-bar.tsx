"use client";

import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useRef, useSyncExternalStore } from "react";
import { useFormat } from "@/components/ui/use-format";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

export function OfflineBar() {
  const format = useFormat();
  const since = useRef<Date | undefined>(undefined);
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  if (isOnline) {
    since.current = undefined;
    return null;
  }
  since.current ??= new Date();
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        You are offline. What you see is from {format.time(since.current)}.
      </MessageBarBody>
    </MessageBar>
  );
}
