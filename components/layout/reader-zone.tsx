"use client";

import type { ReactNode } from "react";
import { ZoneProvider } from "@/components/ui/use-format";
import { useSession } from "./use-session";

/** Every time in the portal is shown in the zone the reader chose. */
export function ReaderZone({ children }: { children: ReactNode }) {
  const { preferences } = useSession();
  return <ZoneProvider timeZone={preferences.timeZone}>{children}</ZoneProvider>;
}
