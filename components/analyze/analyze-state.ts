import { type DayView, dayViews } from "@/components/charts/days/geometry";
import { useUrlState } from "@/components/table/use-url-state";
import { isDay } from "@/server/analyze/periods";
import { type AnalyzeInput, analyzeInput, type BehindInput } from "@/server/analyze/schema";

/** What of Analyze stands in the URL. app and market: several with commas between. */
export const analyzeDefaults = {
  tab: "all",
  period: "30d",
  from: "",
  to: "",
  app: "",
  market: "",
  day: "",
  view: "split",
};
export type AnalyzeState = typeof analyzeDefaults;

export function useAnalyzeState() {
  return useUrlState(analyzeDefaults);
}

export const listOf = (text: string): string[] => text.split(",").filter((part) => part !== "");

/** The URL's words as the procedures' input; what makes no sense falls back to its default. */
export function toAnalyzeInput(state: AnalyzeState): AnalyzeInput {
  const wanted = {
    period: state.period,
    from: state.from || undefined,
    to: state.to || undefined,
    appIds: listOf(state.app).map(Number),
    markets: listOf(state.market),
  };
  const parsed = analyzeInput.safeParse(wanted);
  return parsed.success ? parsed.data : analyzeInput.parse({});
}

/** What is behind the figures, of one day if one is chosen. */
export function toBehindInput(state: AnalyzeState): BehindInput {
  return { ...toAnalyzeInput(state), day: isDay(state.day) ? state.day : undefined };
}

export function viewOf(state: AnalyzeState): DayView {
  return dayViews.find((view) => view === state.view) ?? "split";
}

/** The same from a page's search parameters, for the server's prefetch. */
export function analyzeStateOf(
  params: Record<string, string | string[] | undefined>,
): AnalyzeState {
  return Object.fromEntries(
    Object.entries(analyzeDefaults).map(([name, standard]) => {
      const value = params[name];
      return [name, typeof value === "string" ? value : standard];
    }),
  ) as AnalyzeState;
}
