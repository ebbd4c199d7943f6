/** Text with NUL or half a surrogate pair can't be stored in Postgres. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
}

/** Where a value holds text that can't be stored, as a path ("" = the value itself); undefined = nowhere. */
export function unstorablePath(value: unknown, path = ""): string | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : path;
  if (value === null || typeof value !== "object") return undefined;
  for (const [name, member] of Object.entries(value)) {
    const inner = path === "" ? name : `${path}.${name}`;
    if (!isStorable(name)) return path;
    const found = unstorablePath(member, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
