import { ensureNames, type Collection, type Records, type Store } from '../../src/store/port.js';
import { ensureFew, ensureIndexed, selected, toArray } from '../../src/store/query.js';

/** The port in memory, for tests of what stands on it. It keeps the contract of the engines. */
export function memoryStore(): Store & { readonly writes: () => number } {
  const collections = new Map<string, Collection<object>>();
  const contents = new Map<string, Map<string, object>>();
  let writes = 0;

  function open<T extends object>(name: string, indexes: ReadonlySet<string>): Collection<T> {
    const records = new Map<string, T>();
    contents.set(name, records);
    const update: Collection<T>['update'] = async (id, change) => {
      const value = structuredClone(change(structuredClone(records.get(id))));
      if (value === undefined) records.delete(id);
      else records.set(id, value);
      writes += 1;
      return structuredClone(value);
    };
    const walk: Collection<T>['walk'] = async function* walk(query = {}) {
      ensureIndexed(name, query, indexes);
      for (const { id, value } of selected(() => records, [...records.keys()].sort(), query))
        yield { id, value: structuredClone(value) };
    };
    return {
      get: async (id) => structuredClone(records.get(id)),
      insert: async (id, value) => {
        if (records.has(id)) return false;
        await update(id, () => value);
        return true;
      },
      update,
      walk,
      first: async (n, query) => {
        ensureFew(n);
        return (await toArray(walk(query))).slice(0, n);
      },
      count: async (where = {}) => (await toArray(walk({ where }))).length,
    };
  }

  const all: Records = {
    collection: <T extends object>(name: string, options?: { readonly indexes?: readonly string[] }): Collection<T> => {
      ensureNames(name, ...(options?.indexes ?? []));
      const known = collections.get(name) ?? open<object>(name, new Set(options?.indexes));
      collections.set(name, known);
      return known as unknown as Collection<T>;
    },
    now: async () => performance.timeOrigin + performance.now(),
  };
  return {
    ...all,
    reserved: all,
    writes: () => writes,
    collections: async () => [...contents].flatMap(([name, records]) => (records.size > 0 ? [name] : [])).sort(),
    close: async () => undefined,
  };
}
