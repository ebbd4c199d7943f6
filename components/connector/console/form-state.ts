import { type PushInput, pushInput } from "@/server/connector/schema";

/** What is in the console's form; not a call yet. */
export interface PushForm {
  recipients: string[];
  /** What is being typed after them; it counts like them. */
  draft: string;
  message: string;
  openApp: boolean;
  params: { id: number; key: string; value: string }[];
}

export const emptyForm: PushForm = {
  recipients: [],
  draft: "",
  message: "",
  openApp: true,
  params: [],
};

/** Several may be written or pasted at once. */
export function recipientsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== "");
}

export function recipientsOf({ recipients, draft }: PushForm): string[] {
  return [...new Set([...recipients, ...recipientsIn(draft)])];
}

let lastRow = 0;
export function newParam(key = "", value = "") {
  lastRow += 1;
  return { id: lastRow, key, value };
}

/** The body as it will be sent: params as an object, or as a table while a key comes twice, for the API to refuse. */
export function bodyOf(form: PushForm) {
  const rows = form.params.filter(({ key, value }) => key !== "" || value !== "");
  const isUnique = new Set(rows.map(({ key }) => key)).size === rows.length;
  return {
    recipients: recipientsOf(form),
    message: form.message,
    openApp: form.openApp,
    ...(rows.length === 0
      ? {}
      : {
          params: isUnique
            ? Object.fromEntries(rows.map(({ key, value }) => [key, value]))
            : rows.map(({ key, value }) => ({ key, value })),
        }),
  };
}

export type CheckedForm =
  | { ok: true; push: PushInput }
  | { ok: false; problems: Record<string, string> };

/** The API's own rules and words, by the field they belong to. */
export function checkForm(form: PushForm): CheckedForm {
  const parsed = pushInput.safeParse(bodyOf(form));
  if (parsed.success) return { ok: true, push: parsed.data };
  const problems: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) problems[String(path[0])] ??= message;
  return { ok: false, problems };
}

export function formOf(push: PushInput): PushForm {
  const params = Object.entries(push.params).map(([key, value]) => newParam(key, value));
  return {
    recipients: push.recipients,
    draft: "",
    message: push.message,
    openApp: push.openApp,
    params,
  };
}
