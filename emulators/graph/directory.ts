import { createHash } from "node:crypto";

/** The people and groups of one tenant with the number of the change that touched each last. */

export interface GivenUser {
  id: string;
  displayName: string;
  mail: string | null;
  userPrincipalName: string;
}

export interface GivenGroup {
  id: string;
  displayName: string;
  mail: string | null;
  /** false: a group of Microsoft 365. */
  securityEnabled?: boolean;
  members: { id: string; kind: "user" | "group" }[];
}

export interface GivenDirectory {
  tenant: string;
  users: GivenUser[];
  groups: GivenGroup[];
  /** Delta links given so far are answered 410 from now on. */
  expire?: boolean;
}

export interface Kept<Value> {
  value: Value;
  changed: number;
  isRemoved: boolean;
}

export interface KeptGroup extends Kept<Omit<GivenGroup, "members">> {
  members: Map<string, Kept<GivenGroup["members"][number]>>;
}

export interface Tenant {
  seq: number;
  epoch: number;
  users: Map<string, Kept<GivenUser>>;
  groups: Map<string, KeptGroup>;
}

/** Every tenant: those that were put, and the sample one for any other id. */
export function createDirectories() {
  const tenants = new Map<string, Tenant>();
  return {
    of(id: string): Tenant {
      const known = tenants.get(id) ?? put(undefined, sampleDirectory(id));
      tenants.set(id, known);
      return known;
    },
    set(given: GivenDirectory): void {
      tenants.set(given.tenant, put(tenants.get(given.tenant), given));
    },
  };
}

export type Directories = ReturnType<typeof createDirectories>;

function put(known: Tenant | undefined, given: GivenDirectory): Tenant {
  const tenant = known ?? { seq: 0, epoch: 0, users: new Map(), groups: new Map() };
  tenant.seq += 1;
  if (given.expire) tenant.epoch += 1;
  const { seq } = tenant;
  merge(tenant.users, given.users, seq);
  for (const { members, ...value } of given.groups) {
    const before = tenant.groups.get(value.id);
    const group: KeptGroup = before ?? {
      value,
      changed: seq,
      isRemoved: false,
      members: new Map(),
    };
    if (merge(group.members, members, seq)) group.changed = seq;
    if (!isSame(group.value, value) || group.isRemoved) group.changed = seq;
    tenant.groups.set(value.id, Object.assign(group, { value, isRemoved: false }));
  }
  removeOthers(tenant.groups, new Set(given.groups.map(({ id }) => id)), seq);
  return tenant;
}

function merge<Value extends { id: string }>(
  kept: Map<string, Kept<Value>>,
  given: Value[],
  seq: number,
): boolean {
  let isChanged = removeOthers(kept, new Set(given.map(({ id }) => id)), seq);
  for (const value of given) {
    const before = kept.get(value.id);
    if (before && !before.isRemoved && isSame(before.value, value)) continue;
    kept.set(value.id, { value, changed: seq, isRemoved: false });
    isChanged = true;
  }
  return isChanged;
}

function removeOthers(
  kept: Map<string, { changed: number; isRemoved: boolean }>,
  ids: Set<string>,
  seq: number,
): boolean {
  let isChanged = false;
  for (const [id, one] of kept) {
    if (ids.has(id) || one.isRemoved) continue;
    Object.assign(one, { isRemoved: true, changed: seq });
    isChanged = true;
  }
  return isChanged;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const firstNames = ["Aino", "Bruno", "Carla", "Dmitri", "Elif", "Farah", "Goran", "Hana", "Igor"];
const lastNames = ["Berg", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Hansen", "Ito"];

/** Who is there when nobody put anything: 250 people, four security groups, one inside another, and one of Teams. */
export function sampleDirectory(tenant: string): GivenDirectory {
  const users = Array.from({ length: 250 }, (_, n) => {
    const first = firstNames[n % firstNames.length] ?? "";
    const last = lastNames[n % lastNames.length] ?? "";
    const address = `${first}.${last}.${n + 1}@entra.demo.test`.toLowerCase();
    const id = guid(`${tenant}/user/${n}`);
    return { id, displayName: `${first} ${last}`, mail: address, userPrincipalName: address };
  });
  const people = (from: number, to: number) =>
    users.slice(from, to).map(({ id }) => ({ id, kind: "user" as const }));
  const group = (name: string, members: GivenGroup["members"]): GivenGroup => ({
    id: guid(`${tenant}/group/${name}`),
    displayName: name,
    mail: `${name.toLowerCase().replaceAll(" ", "-")}@entra.demo.test`,
    securityEnabled: true,
    members,
  });
  const night = group("Night shift", people(200, 212));
  const teams = { ...group("Teams channel", people(0, 60)), securityEnabled: false };
  const service = group("Field service", [
    ...people(120, 200),
    { id: night.id, kind: "group" },
    { id: teams.id, kind: "group" },
  ]);
  return {
    tenant,
    users,
    groups: [
      group("Everybody", people(0, 250)),
      service,
      night,
      teams,
      group("Case workers", people(0, 40)),
    ],
  };
}

function guid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return `${parts.join("-")}-${hex.slice(20, 32)}`;
}
