"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/query-provider";
import type { ThemeChoice } from "./theme-choice";
import { useTheme } from "./use-theme";

/** The choice counts at once on this machine and goes with the account to the next one. */
export function useThemeChoice(): { theme: ThemeChoice; choose: (theme: ThemeChoice) => void } {
  const { theme, setTheme } = useTheme();
  const trpc = useTRPC();
  const save = useMutation(trpc.publishers.profile.update.mutationOptions());
  return {
    theme,
    choose(choice) {
      setTheme(choice);
      save.mutate({ theme: choice });
    },
  };
}
