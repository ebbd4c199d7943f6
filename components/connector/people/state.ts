import { type DirectoryListInput, directoryListInput } from "@/server/connector/directory/schema";

export const directoryDefaults = { tab: "people", q: "", page: "1", size: "25", group: "" };
export type DirectoryState = typeof directoryDefaults;

/** The URL's words as the procedure's input; what makes no sense falls back to its default. */
export function toListInput(state: DirectoryState): DirectoryListInput {
  const { q, page, size } = state;
  const parsed = directoryListInput.safeParse({ q, page: Number(page), size: Number(size) });
  return parsed.success ? parsed.data : directoryListInput.parse({});
}

export function stateOf(params: Record<string, string | string[] | undefined>): DirectoryState {
  const entries = Object.entries(directoryDefaults).map(([name, value]) => {
    const given = params[name];
    return [name, typeof given === "string" ? given : value];
  });
  return Object.fromEntries(entries) as DirectoryState;
}

/** The group whose people are shown; 0 = none. */
export function groupOf({ group }: DirectoryState): number {
  return /^[1-9]\d{0,14}$/.test(group) ? Number(group) : 0;
}
