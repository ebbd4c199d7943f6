import { z } from "zod";
import { retryAfterMs } from "@/server/providers/retry-after";
import {
  failureWords,
  type TranslatorAnswer,
  type TranslatorCall,
  type TranslatorHttp,
} from "@/server/translation/network/http";

/** Microsoft Graph v1.0 as far as a directory is read with the rights of an app. */

const loginHost = "https://login.microsoftonline.com";
const graphHost = "https://graph.microsoft.com";

export interface EntraApp {
  tenantId: string;
  clientId: string;
  secret: string;
}

export type Collection = "people" | "groups";

const firstPages: Record<Collection, string> = {
  people: `${graphHost}/v1.0/users/delta?$select=id,mail,userPrincipalName,displayName`,
  groups: `${graphHost}/v1.0/groups/delta?$select=id,mail,displayName,securityEnabled,members`,
};

/** Gone: read everything anew. Later: Microsoft asks for a pause, or could not be reached. Refused: a person must act. */
export type GraphProblem =
  | { kind: "gone"; message: string }
  | { kind: "later"; message: string; afterMs: number }
  | { kind: "refused"; message: string };

export type GraphAnswer<Value> = { ok: true; value: Value } | { ok: false; problem: GraphProblem };

const removed = z.object({ reason: z.string() }).optional();
const memberSchema = z.object({
  id: z.guid(),
  "@odata.type": z.string().default("#microsoft.graph.user"),
  "@removed": removed,
});
const rowSchema = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  securityEnabled: z.boolean().nullish(),
  "@removed": removed,
  "members@delta": z.array(memberSchema).default([]),
});
export type GraphRow = z.output<typeof rowSchema>;

const pageSchema = z.object({
  value: z.array(rowSchema),
  "@odata.nextLink": z.string().optional(),
  "@odata.deltaLink": z.string().optional(),
});

export interface GraphPage {
  rows: GraphRow[];
  /** Where to go on: the next page, or what changed after this one. */
  link: string;
  isLast: boolean;
}

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});
const loginError = z.object({ error: z.string(), error_description: z.string().default("") });
const graphError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const restMs = 60_000;
const goneCodes = /^(syncStateNotFound|resyncRequired)/i;

export function createGraph(app: EntraApp, http: TranslatorHttp) {
  let token: { value: string; until: number } | undefined;

  async function authorize(): Promise<GraphAnswer<string>> {
    if (token && token.until > Date.now()) return { ok: true, value: token.value };
    const answer = await http(tokenCall(app));
    const body = tokenSchema.safeParse(bodyOf(answer));
    if (answer.kind === "answer" && answer.status === 200 && body.success) {
      const { access_token: value, expires_in: seconds } = body.data;
      token = { value, until: Date.now() + (seconds - 60) * 1_000 };
      return { ok: true, value };
    }
    return { ok: false, problem: problemOf("Microsoft Entra ID", answer) };
  }

  async function get(url: string, isSecondTry = false): Promise<GraphAnswer<unknown>> {
    const granted = await authorize();
    if (!granted.ok) return granted;
    const headers = { authorization: `Bearer ${granted.value}`, accept: "application/json" };
    const answer = await http({ method: "GET", url, headers });
    if (answer.kind === "answer" && answer.status === 200) {
      return { ok: true, value: bodyOf(answer) };
    }
    if (answer.kind === "answer" && answer.status === 401 && !isSecondTry) {
      token = undefined;
      return get(url, true);
    }
    return { ok: false, problem: problemOf("Microsoft Graph", answer) };
  }

  return {
    /** @param link of the page before, or undefined for the first of everything */
    async page(collection: Collection, link: string | null): Promise<GraphAnswer<GraphPage>> {
      if (link !== null && !isGraphLink(link)) return unreadable("a link to another host");
      const answer = await get(link ?? firstPages[collection]);
      return answer.ok ? readPage(answer.value) : answer;
    },
    /** Whether people and groups may be read. */
    async test(): Promise<GraphAnswer<string>> {
      for (const [path, what] of [
        ["users", "people"],
        ["groups", "groups"],
      ]) {
        const answer = await get(`${graphHost}/v1.0/${path}?$top=1&$select=id`);
        if (!answer.ok) {
          const { problem } = answer;
          return {
            ok: false,
            problem: { ...problem, message: `Reading ${what}: ${problem.message}` },
          };
        }
      }
      return { ok: true, value: "Microsoft Graph answered. People and groups can be read." };
    },
  };
}

function readPage(value: unknown): GraphAnswer<GraphPage> {
  const page = pageSchema.safeParse(value);
  const next = page.data?.["@odata.nextLink"];
  const link = next ?? page.data?.["@odata.deltaLink"];
  if (!page.data || link === undefined) return unreadable("something Herald can’t read");
  if (!isGraphLink(link)) return unreadable("a link to another host");
  return { ok: true, value: { rows: page.data.value, link, isLast: next === undefined } };
}

/** The token goes to Microsoft Graph and nobody else, whatever a page says. */
function isGraphLink(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { origin, pathname, username } = new URL(link);
  return origin === graphHost && pathname.startsWith("/v1.0/") && username === "";
}

function tokenCall({ tenantId, clientId, secret }: EntraApp): TranslatorCall {
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: secret,
    scope: `${graphHost}/.default`,
    grant_type: "client_credentials",
  });
  return {
    method: "POST",
    url: `${loginHost}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  };
}

function problemOf(who: string, answer: TranslatorAnswer): GraphProblem {
  if (answer.kind === "failure") {
    const message = `${who} ${failureWords[answer.failure]}.`;
    return { kind: "later", message, afterMs: restMs };
  }
  const { status } = answer;
  const body = bodyOf(answer);
  const graph = graphError.safeParse(body).data?.error;
  const login = loginError.safeParse(body).data;
  const words = graph
    ? `${graph.code}: ${graph.message}`
    : login?.error_description || login?.error;
  const message = `${who} answered ${status}${words ? `: ${words.slice(0, 800)}` : "."}`;
  if (status === 410 || goneCodes.test(graph?.code ?? "")) return { kind: "gone", message };
  if (status === 429 || status >= 500) {
    const afterMs = retryAfterMs(answer.headers["retry-after"], Date.now()) ?? restMs;
    return { kind: "later", message, afterMs };
  }
  return { kind: "refused", message };
}

function unreadable(what: string): { ok: false; problem: GraphProblem } {
  return { ok: false, problem: { kind: "refused", message: `Microsoft Graph sent ${what}.` } };
}

function bodyOf(answer: TranslatorAnswer): unknown {
  if (answer.kind === "failure") return undefined;
  try {
    return JSON.parse(answer.body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
