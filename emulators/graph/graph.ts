import { type Answer, headerOf, json, type Received } from "@/emulators/exchange";
import type { Tokens } from "@/emulators/wns/tokens";
import type { Directories, Tenant } from "./directory";

/** Microsoft Graph v1.0 as far as a directory is read: users/delta and groups/delta, a page of 100 at a time. */

const pageSize = 100;
const graph = "https://graph.microsoft.com";
const scope = `${graph}/.default`;

export function isGraphScope(request: Received): boolean {
  return new URLSearchParams(request.body).get("scope") === scope;
}

/** login.microsoftonline.com/{tenant}/oauth2/v2.0/token for Graph: "wrong…" secrets are refused as Entra does. */
export function grantForGraph(request: Received, tokens: Tokens): Answer {
  const form = new URLSearchParams(request.body);
  const client = form.get("client_id") ?? "";
  if (form.get("grant_type") !== "client_credentials") {
    return json(400, { error: "unsupported_grant_type", error_description: "AADSTS70003" });
  }
  if (/^(wrong|$)/.test(form.get("client_secret") ?? "")) {
    const description = `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`;
    return json(401, {
      error: "invalid_client",
      error_description: description,
      error_codes: [7000215],
    });
  }
  const tenant = request.target.split("/")[1] ?? "";
  const { seconds, token } = tokens.issue(`graph|${tenant.toLowerCase()}`, request);
  const body = { token_type: "Bearer", expires_in: seconds, access_token: token };
  return json(200, body, ["Cache-Control", "no-store"]);
}

interface Place {
  since: number;
  upTo: number;
  epoch: number;
  skip: number;
}

export function answerGraph(
  request: Received,
  { tokens, directories }: { tokens: Tokens; directories: Directories },
): Answer {
  const app = tokens.appOf(headerOf(request, "authorization"), request.time);
  const tenantId = app?.startsWith("graph|") ? app.slice("graph|".length) : undefined;
  if (tenantId === undefined) {
    return refuse(
      401,
      "InvalidAuthenticationToken",
      "Access token is empty, expired or not valid.",
    );
  }
  const tenant = directories.of(tenantId);
  const url = new URL(request.target, graph);
  const collection = /^\/v1\.0\/(users|groups)(\/delta)?$/.exec(url.pathname);
  if (request.method !== "GET" || !collection?.[1]) {
    return refuse(404, "Request_ResourceNotFound", "The resource is not there.");
  }
  const name = collection[1] === "users" ? "users" : "groups";
  if (!collection[2]) {
    return json(200, { value: rowsOf(tenant, name, { since: 0, upTo: tenant.seq }).slice(0, 1) });
  }
  const given = url.searchParams.get("$skiptoken") ?? url.searchParams.get("$deltatoken");
  const fresh = { since: 0, upTo: tenant.seq, epoch: tenant.epoch, skip: 0 };
  const place = given === null ? fresh : placeOf(given, tenant);
  if (!place || place.epoch !== tenant.epoch) {
    return refuse(
      410,
      "syncStateNotFound",
      "The sync state generation is not found; read all anew.",
    );
  }
  return page(tenant, name, place);
}

function page(tenant: Tenant, name: "users" | "groups", place: Place): Answer {
  const rows = rowsOf(tenant, name, place);
  const value = rows.slice(place.skip, place.skip + pageSize);
  const rest = place.skip + pageSize < rows.length;
  const at = `${graph}/v1.0/${name}/delta`;
  const next = { ...place, skip: place.skip + pageSize };
  const link = rest
    ? { "@odata.nextLink": `${at}?$skiptoken=${written(next)}` }
    : {
        "@odata.deltaLink": `${at}?$deltatoken=${written({ ...place, since: place.upTo, skip: 0 })}`,
      };
  const context = { "@odata.context": `${graph}/v1.0/$metadata#${name}` };
  return json(200, { ...context, ...link, value });
}

function rowsOf(
  tenant: Tenant,
  name: "users" | "groups",
  { since, upTo }: Pick<Place, "since" | "upTo">,
): Record<string, unknown>[] {
  const isNew = (one: { changed: number; isRemoved: boolean }) =>
    one.changed > since && one.changed <= upTo && !(since === 0 && one.isRemoved);
  if (name === "users") {
    return [...tenant.users.values()]
      .filter(isNew)
      .map(({ value, isRemoved }) => (isRemoved ? removed(value.id) : { ...value }));
  }
  return [...tenant.groups.values()].filter(isNew).flatMap((group): Record<string, unknown>[] => {
    const { value, isRemoved, members } = group;
    if (isRemoved) return [removed(value.id)];
    const changes = [...members.values()].filter(isNew).map((member) => ({
      "@odata.type": `#microsoft.graph.${member.value.kind}`,
      ...(member.isRemoved ? removed(member.value.id) : { id: member.value.id }),
    }));
    return inParts(changes).map((part) => ({
      ...value,
      ...(part ? { "members@delta": part } : {}),
    }));
  });
}

/** A group with many members comes again and again with the next of them. */
function inParts<Item>(items: Item[]): (Item[] | undefined)[] {
  if (items.length === 0) return [undefined];
  return Array.from({ length: Math.ceil(items.length / pageSize) }, (_, at) =>
    items.slice(at * pageSize, (at + 1) * pageSize),
  );
}

const removed = (id: string) => ({ id, "@removed": { reason: "deleted" } });

/** A link made anew after the reading moves on to the newest change. */
function placeOf(token: string, tenant: Tenant): Place | undefined {
  const numbers = token.split(".").map(Number);
  const [since, upTo, epoch, skip] = numbers;
  if (since === undefined || upTo === undefined || epoch === undefined || skip === undefined) {
    return undefined;
  }
  if (numbers.some((number) => !Number.isInteger(number))) return undefined;
  return { since, upTo: since === upTo ? tenant.seq : upTo, epoch, skip };
}

const written = ({ since, upTo, epoch, skip }: Place) => `${since}.${upTo}.${epoch}.${skip}`;

function refuse(status: number, code: string, message: string): Answer {
  return json(status, { error: { code, message } });
}
