import { bodyOf, type PushForm } from "./form-state";

export const snippetLanguages = ["HTTP", "C#", "JavaScript", "curl", "Power Fx"] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

interface Call {
  origin: string;
  connectionId: string;
  idempotencyKey: string;
  form: PushForm;
}

/** The same call in the reader's language; pasted with a key of the connection it works. */
export function snippetOf(language: SnippetLanguage, call: Call): string {
  return writers[language](call);
}

const path = ({ connectionId }: Call) =>
  `/api/v1/connections/${connectionId}/send-push-notification`;
const json = ({ form }: Call) => JSON.stringify(bodyOf(form), null, 2);

const writers: Record<SnippetLanguage, (call: Call) => string> = {
  HTTP: (call) =>
    [
      `POST ${path(call)} HTTP/1.1`,
      `Host: ${call.origin.replace(/^https?:\/\//, "")}`,
      "Authorization: Bearer hk_…",
      `Idempotency-Key: ${call.idempotencyKey}`,
      "Content-Type: application/json",
      "",
      json(call),
    ].join("\n"),
  "C#": (call) =>
    [
      `using var http = new HttpClient { BaseAddress = new Uri(${quoted(call.origin)}) };`,
      'http.DefaultRequestHeaders.Authorization = new("Bearer", key);',
      `using var call = new HttpRequestMessage(HttpMethod.Post, ${quoted(path(call))});`,
      `call.Headers.Add("Idempotency-Key", ${quoted(call.idempotencyKey)});`,
      'call.Content = new StringContent("""',
      indented(json(call), "    "),
      '    """, Encoding.UTF8, "application/json");',
      "using var answer = await http.SendAsync(call);",
      "answer.EnsureSuccessStatusCode(); // 202: accepted",
    ].join("\n"),
  JavaScript: (call) =>
    [
      `const answer = await fetch(${quoted(call.origin + path(call))}, {`,
      '  method: "POST",',
      "  headers: {",
      '    Authorization: "Bearer " + key,',
      `    "Idempotency-Key": ${quoted(call.idempotencyKey)},`,
      '    "Content-Type": "application/json",',
      "  },",
      `  body: JSON.stringify(${indented(json(call), "  ").trimStart()}),`,
      "});",
    ].join("\n"),
  curl: (call) =>
    [
      `curl ${shellQuoted(call.origin + path(call))} \\`,
      '  -H "Authorization: Bearer $HERALD_KEY" \\',
      `  -H "Idempotency-Key: ${call.idempotencyKey}" \\`,
      '  -H "Content-Type: application/json" \\',
      `  -d ${shellQuoted(JSON.stringify(bodyOf(call.form)))}`,
    ].join("\n"),
  "Power Fx": ({ form }) => {
    const { recipients, message, openApp } = bodyOf(form);
    const rows = form.params.filter(({ key }) => key !== "");
    const table = rows.map(
      ({ key, value }) => `{key: ${fxQuoted(key)}, value: ${fxQuoted(value)}}`,
    );
    return [
      "Herald.SendPushNotification({",
      `  recipients: [${recipients.map(fxQuoted).join(", ")}],`,
      `  message: ${fxQuoted(message)},`,
      ...(table.length > 0 ? [`  params: Table(${table.join(", ")}),`] : []),
      `  openApp: ${openApp}`,
      "})",
    ].join("\n");
  },
};

const quoted = (text: string) => JSON.stringify(text);
const fxQuoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function indented(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => by + line)
    .join("\n");
}
