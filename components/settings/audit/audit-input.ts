import { auditListInput } from "@/server/settings/schema";

export const auditDefaults = { q: "", page: "1", size: "25" };

/** The address as the query wants it; what makes no sense becomes the default. */
export function auditInputOf(state: Partial<Record<keyof typeof auditDefaults, string>>) {
  const wanted = { ...auditDefaults, ...state };
  const parsed = auditListInput.safeParse({
    q: wanted.q,
    page: Number(wanted.page),
    size: Number(wanted.size),
  });
  return parsed.success ? parsed.data : auditListInput.parse({});
}
