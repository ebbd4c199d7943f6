import { useUrlState } from "@/components/table/use-url-state";
import { type ListInput, listInput } from "@/server/notifications/list/schema";

export const listDefaults = {
  tab: "all",
  q: "",
  app: "",
  type: "",
  sort: "-sendTime",
  page: "1",
  size: "10",
};

export type ListState = typeof listDefaults;

export function useListState() {
  return useUrlState(listDefaults);
}

/** The URL's words as the procedure's input; what makes no sense falls back to its default. */
export function toListInput(state: ListState): ListInput {
  const size = Number(state.size);
  const wanted = {
    tab: state.tab,
    q: state.q,
    appId: state.app === "" ? undefined : Number(state.app),
    kind: state.type === "" ? undefined : state.type,
    sort: state.sort,
    page: Number(state.page),
    size,
  };
  const parsed = listInput.safeParse(wanted);
  return parsed.success ? parsed.data : listInput.parse({});
}

/** The same from a page's search parameters, for the server's prefetch. */
export function listStateOf(params: Record<string, string | string[] | undefined>): ListState {
  const one = (name: keyof ListState) => {
    const value = params[name];
    return typeof value === "string" ? value : listDefaults[name];
  };
  return {
    tab: one("tab"),
    q: one("q"),
    app: one("app"),
    type: one("type"),
    sort: one("sort"),
    page: one("page"),
    size: one("size"),
  };
}
