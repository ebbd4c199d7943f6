import { type ListInput, listInput } from "@/server/registrations/schema";

export const registrationDefaults = {
  q: "",
  status: "all",
  sort: "-createdAt",
  page: "1",
  size: "25",
};

/** The URL's words as the procedure's input; what makes no sense falls back to its default. */
export function registrationListInput(
  appId: number,
  params: Record<string, string | undefined>,
): ListInput {
  const one = (name: keyof typeof registrationDefaults) =>
    params[name] ?? registrationDefaults[name];
  const parsed = listInput.safeParse({
    appId,
    q: one("q"),
    status: one("status"),
    sort: one("sort"),
    page: Number(one("page")),
    size: Number(one("size")),
  });
  return parsed.success ? parsed.data : listInput.parse({ appId });
}
