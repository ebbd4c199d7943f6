import type { Role } from "@/db/enums";

export const roleWords: Record<Role, { label: string; hint: string }> = {
  owner: { label: "Owner", hint: "Everything, including other owners." },
  manager: { label: "Manager", hint: "Apps, credentials, keys and members; drafts and sends." },
  marketer: { label: "Marketer", hint: "Drafts and sends notifications." },
  analyst: { label: "Analyst", hint: "Reads everything, changes nothing." },
};
