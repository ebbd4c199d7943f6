import { useUrlState } from "@/components/table/use-url-state";
import { type ListInput, listInput } from "@/server/groups/schema";

export const listDefaults = {
  tab: "mine",
  q: "",
  app: "",
  kind: "",
  sort: "name",
  page: "1",
  size: "10",
};
export type ListState = typeof listDefaults;

export function useListState() {
  return useUrlState(listDefaults);
}

/** The URL's words as the procedure's input; what makes no sense falls back to its default. */
export function toListInput(state: ListState): ListInput {
  const parsed = listInput.safeParse({
    tab: state.tab === "inactive" ? "inactive" : "mine",
    q: state.q,
    appId: state.app === "" ? undefined : Number(state.app),
    kind: state.kind === "" ? undefined : state.kind,
    sort: state.sort,
    page: Number(state.page),
    size: Number(state.size),
  });
  return parsed.success ? parsed.data : listInput.parse({});
}

/** The same from a page's search parameters, for the server's prefetch. */
export function listStateOf(params: Record<string, string | string[] | undefined>): ListState {
  const entries = Object.entries(listDefaults).map(([name, value]) => {
    const given = params[name];
    return [name, typeof given === "string" ? given : value];
  });
  return Object.fromEntries(entries) as ListState;
}
