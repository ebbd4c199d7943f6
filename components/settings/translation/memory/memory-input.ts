import { memoryListInput } from "@/server/translation/schema";

export const memoryDefaults = { q: "", language: "", page: "1", size: "10" };

/** The address as the query wants it; what makes no sense becomes the default. */
export function memoryInputOf(state: Partial<Record<keyof typeof memoryDefaults, string>>) {
  const wanted = { ...memoryDefaults, ...state };
  const parsed = memoryListInput.safeParse({
    q: wanted.q,
    language: wanted.language,
    page: Number(wanted.page),
    size: Number(wanted.size),
  });
  return parsed.success ? parsed.data : memoryListInput.parse({ size: 10 });
}
