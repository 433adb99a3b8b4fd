import type { Collection, Page, Store } from '../../src/store/port.js';

/** The port in memory, for tests of what stands on it. The engines have their own contract test. */
export function memoryStore(): Store & { readonly writes: () => number } {
  const collections = new Map<string, Map<string, object>>();
  let writes = 0;
  return {
    writes: () => writes,
    collection: <T extends object>(name: string): Collection<T> => {
      const records = (collections.get(name) ?? new Map<string, object>()) as Map<string, T>;
      collections.set(name, records);
      const update: Collection<T>['update'] = async (id, change) => {
        const value = structuredClone(change(structuredClone(records.get(id))));
        if (value === undefined) records.delete(id);
        else records.set(id, value);
        writes += 1;
        return structuredClone(value);
      };
      const matching = (where: object = {}): string[] =>
        [...records.keys()]
          .filter((id) =>
            Object.entries(where).every(([key, value]) => Reflect.get(records.get(id) ?? {}, key) === value),
          )
          .sort();
      return {
        get: async (id) => structuredClone(records.get(id)),
        insert: async (id, value) => {
          if (records.has(id)) return false;
          await update(id, () => value);
          return true;
        },
        update,
        find: async ({ where, limit = 100, after } = {}): Promise<Page<T>> => {
          const ids = matching(where).filter((id) => after === undefined || id > after);
          const shown = ids.slice(0, limit);
          const last = shown.at(-1);
          return {
            records: shown.map((id) => ({ id, value: structuredClone(records.get(id)) as T })),
            ...(ids.length > shown.length && last !== undefined ? { next: last } : {}),
          };
        },
        count: async (where) => matching(where).length,
      };
    },
    collections: async () => [...collections.keys()].sort(),
    now: async () => Date.now(),
    close: async () => undefined,
  };
}
