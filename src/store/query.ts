/** A query of the port as the engines read it: any part may be there or not. */
export interface PlainQuery {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly by?: string;
  readonly upTo?: number;
  readonly descending?: boolean;
  readonly after?: string;
}

/** What `first` gives at most: enough for a message, too few to be taken for all. */
const MAX_FIRST = 100;

/** @throws {RangeError} when that is no number for `first` */
export function ensureFew(n: number): void {
  if (!Number.isInteger(n) || n < 1 || n > MAX_FIRST)
    throw new RangeError(`first(${n}): 1 to ${MAX_FIRST}; whoever wants all walks`);
}

/** @throws {Error} when it asks by a field that is no declared index */
export function ensureIndexed(collection: string, { where = {}, by }: PlainQuery, indexes: ReadonlySet<string>): void {
  for (const field of [...Object.keys(where), ...(by === undefined ? [] : [by])])
    if (!indexes.has(field)) throw new Error(`${collection}: "${field}" is not a declared index`);
}

/**
 * The query over records in memory. A record is looked at when its turn comes, so that what has gone
 * meanwhile is left out.
 * @param records the present ones; asked anew for each
 * @param ids all ids in order
 */
export function* selected<T extends object>(
  records: () => ReadonlyMap<string, T>,
  ids: readonly string[],
  { where = {}, by, upTo = Infinity, descending = false, after }: PlainQuery,
): Iterable<{ readonly id: string; readonly value: T }> {
  const wanted = Object.entries(where);
  const numberOf = (record: T | undefined): number | undefined => {
    const value: unknown = by === undefined || record === undefined ? undefined : Reflect.get(record, by);
    return typeof value === 'number' ? value : undefined;
  };
  const fits = (record: T): boolean =>
    wanted.every(([field, expected]) => Reflect.get(record, field) === expected) &&
    (by === undefined || (numberOf(record) ?? Infinity) <= upTo) &&
    (by === undefined || numberOf(record) !== undefined);
  const inOrder = by === undefined ? ids : byNumber(ids, (id) => numberOf(records().get(id)));
  const count = inOrder.length;
  let start = 0;
  if (after !== undefined) start = descending ? count - firstFrom(inOrder, after, true) : firstFrom(inOrder, after);
  for (let index = start; index < count; index += 1) {
    const id = inOrder[descending ? count - 1 - index : index] ?? '';
    const value = records().get(id);
    if (value !== undefined && fits(value)) yield { id, value };
  }
}

/** Ids that have a number, in its order; equal ones stay in the order of ids. */
function byNumber(ids: readonly string[], numberOf: (id: string) => number | undefined): readonly string[] {
  return ids
    .flatMap((id) => {
      const number = numberOf(id);
      return number === undefined ? [] : [{ id, number }];
    })
    .sort((a, b) => a.number - b.number)
    .map(({ id }) => id);
}

/** @returns the index of the first id that comes after `mark` (or is it, when `including`), by bisection */
function firstFrom(ids: readonly string[], mark: string, including = false): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const id = ids[middle] ?? '';
    if (id > mark || (including && id === mark)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Everything of a walk at once: for what is known to be short. */
export async function toArray<T>(walk: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of walk) all.push(one);
  return all;
}
