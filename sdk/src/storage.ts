/** Where the SDK keeps the install id, the registration secret and reports that wait for the network. */
export interface HeraldStorage {
  get(name: string): string | null | Promise<string | null>;
  set(name: string, value: string): void | Promise<void>;
  remove(name: string): void | Promise<void>;
}

/** For tests and for hosts that keep nothing: gone when the process ends. */
export function memoryStorage(): HeraldStorage {
  const values = new Map<string, string>();
  return {
    get: (name) => values.get(name) ?? null,
    set: (name, value) => {
      values.set(name, value);
    },
    remove: (name) => {
      values.delete(name);
    },
  };
}

/** The browser's localStorage; memory where it is switched off. */
export function browserStorage(prefix = "herald:"): HeraldStorage {
  const store = (globalThis as { localStorage?: Storage }).localStorage;
  if (!store) return memoryStorage();
  return {
    get: (name) => store.getItem(prefix + name),
    set: (name, value) => store.setItem(prefix + name, value),
    remove: (name) => store.removeItem(prefix + name),
  };
}
