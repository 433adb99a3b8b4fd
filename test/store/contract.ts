import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/port.js';
import { toArray } from '../../src/store/query.js';

interface Thing {
  readonly name: string;
  readonly hall?: string;
  readonly count?: number;
}

/** What every engine must do. Run by the test file of each engine. */
export function storeContract(
  engine: string,
  open: () => Promise<{ store: Store; dispose: () => Promise<void> }>,
): void {
  describe(`the store on ${engine}`, () => {
    let store: Store;
    let dispose: () => Promise<void>;
    beforeEach(async () => ({ store, dispose } = await open()));
    afterEach(async () => {
      await store.close();
      await dispose();
    });
    const things = () => store.collection<Thing>('things', { indexes: ['hall', 'count'] });

    it('knows nothing of an id that was never written', async () => {
      expect(await things().get('a')).toBeUndefined();
      expect(await things().count()).toBe(0);
    });

    it('inserts once', async () => {
      expect(await things().insert('a', { name: 'first' })).toBe(true);
      expect(await things().insert('a', { name: 'second' })).toBe(false);
      expect(await things().get('a')).toEqual({ name: 'first' });
    });

    it('updates, creates and deletes by one pure function of the present value', async () => {
      expect(await things().update('a', (present) => ({ name: present?.name ?? 'new' }))).toEqual({ name: 'new' });
      expect(await things().update('a', (present) => ({ ...present, name: 'newer', count: 1 }))).toEqual({
        name: 'newer',
        count: 1,
      });
      expect(await things().update('a', () => undefined)).toBeUndefined();
      expect(await things().get('a')).toBeUndefined();
    });

    it('loses no update of two writers of one record', async () => {
      await Promise.all(
        Array.from({ length: 50 }, () =>
          things().update('a', (present) => ({ name: 'a', count: (present?.count ?? 0) + 1 })),
        ),
      );
      expect(await things().get('a')).toEqual({ name: 'a', count: 50 });
    });

    it('hands out copies: a changed value changes nothing inside', async () => {
      const mine = { name: 'a' };
      await things().insert('a', mine);
      mine.name = 'changed';
      const given = await things().get('a');
      (given as { name: string }).name = 'changed too';
      expect(await things().get('a')).toEqual({ name: 'a' });
    });

    it('a change that throws is told to its caller and leaves the record', async () => {
      await things().insert('a', { name: 'a' });
      await expect(
        things().update('a', () => {
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await things().get('a')).toEqual({ name: 'a' });
    });

    const ids = async (walk: AsyncIterable<{ readonly id: string }>): Promise<string[]> =>
      (await toArray(walk)).map(({ id }) => id);

    it('walks by a declared index, in the order of ids, there and back', async () => {
      for (const id of ['d', 'b', 'a', 'c'])
        await things().insert(id, { name: id, hall: id === 'b' ? 'other' : 'main' });
      const where = { hall: 'main' };
      expect(await ids(things().walk({ where }))).toEqual(['a', 'c', 'd']);
      expect(await ids(things().walk({ where, descending: true }))).toEqual(['d', 'c', 'a']);
      expect(await things().count(where)).toBe(3);
    });

    it('gives the first few, and refuses to give many as if they were all', async () => {
      for (const id of ['a', 'b', 'c']) await things().insert(id, { name: id });
      expect(await things().first(2)).toEqual([
        { id: 'a', value: { name: 'a' } },
        { id: 'b', value: { name: 'b' } },
      ]);
      expect(await things().first(100, { descending: true, after: 'b' })).toMatchObject([{ id: 'a' }]);
      for (const n of [0, 101, 1_000, 1.5, NaN, Infinity]) await expect(things().first(n)).rejects.toThrow(RangeError);
    });

    it('walks over 600 records, in the order of ids and of an index', async () => {
      const all = Array.from({ length: 600 }, (_, n) => ({ id: `x${String(n).padStart(4, '0')}`, count: n % 7 }));
      await Promise.all(all.map(({ id, count }) => things().insert(id, { name: id, count })));
      expect(await ids(things().walk())).toEqual(all.map(({ id }) => id));
      const byCount = all.toSorted((a, b) => a.count - b.count || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
      expect(await ids(things().walk({ by: 'count' }))).toEqual(byCount);
      expect(await ids(things().walk({ by: 'count', descending: true }))).toEqual(byCount.toReversed());
    });

    it('orders by numbers as numbers, and leaves out what has none', async () => {
      const counts = { a: 10, b: -1.5, c: undefined, d: 9, e: 1_764_000_000_000, f: 9 };
      for (const [id, count] of Object.entries(counts))
        await things().insert(id, count === undefined ? { name: id } : { name: id, count });
      await things().insert('g', { name: 'g', count: '5' as unknown as number });
      await things().insert('h', { name: 'h', count: null as unknown as number });
      expect(await ids(things().walk({ by: 'count' }))).toEqual(['b', 'd', 'f', 'a', 'e']);
      expect(await ids(things().walk({ by: 'count', upTo: 9 }))).toEqual(['b', 'd', 'f']);
      expect(await ids(things().walk({ by: 'count', upTo: 9, descending: true }))).toEqual(['f', 'd', 'b']);
      expect(await things().first(1, { by: 'count', descending: true })).toMatchObject([{ id: 'e' }]);
      await things().update('b', () => ({ name: 'b', count: 8, hall: 'main' }));
      await things().update('d', () => ({ name: 'd', count: 7, hall: 'main' }));
      expect(await ids(things().walk({ by: 'count', where: { hall: 'main' } }))).toEqual(['d', 'b']);
    });

    it('a walk bears that what it hands out is deleted', async () => {
      const all = Array.from({ length: 600 }, (_, n) => `x${String(n).padStart(4, '0')}`);
      await Promise.all(all.map((id, n) => things().insert(id, { name: id, count: n })));
      const seen: string[] = [];
      const gone: Promise<unknown>[] = [];
      for await (const { id } of things().walk({ by: 'count', upTo: 549 })) {
        seen.push(id);
        gone.push(things().update(id, () => undefined));
      }
      await Promise.all(gone);
      expect(seen).toEqual(all.slice(0, 550));
      expect(await things().count()).toBe(50);
    });

    it('names its collections', async () => {
      expect(await store.collections()).toEqual([]);
      await things().insert('a', { name: 'a' });
      await store.collection<Thing>('others').insert('a', { name: 'a' });
      expect(await store.collections()).toEqual(['others', 'things']);
    });

    it('takes the same names as every other store', () => {
      for (const name of ['already-handled', 'a b', '', 'A', `a${'b'.repeat(40)}`, '../x'])
        expect(() => store.collection(name)).toThrow('is no name for a collection');
    });

    it('goes on after an id that is gone', async () => {
      for (const id of ['a', 'b', 'c']) await things().insert(id, { name: id });
      await things().update('b', () => undefined);
      expect(await ids(things().walk({ after: 'b' }))).toEqual(['c']);
      expect(await ids(things().walk({ after: 'bb' }))).toEqual(['c']);
      expect(await ids(things().walk({ after: 'bb', descending: true }))).toEqual(['a']);
      expect(await ids(things().walk({ after: 'c', descending: true }))).toEqual(['a']);
      expect(await ids(things().walk({ after: 'c' }))).toEqual([]);
    });

    it('tells the time in milliseconds, and it goes on', async () => {
      const before = await store.now();
      expect(new Date(before).getUTCFullYear()).toBeGreaterThan(2024);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await store.now()).toBeGreaterThan(before);
    });

    it('refuses to search by what is no index', async () => {
      await things().insert('a', { name: 'a' });
      const undeclared = /not a declared index/;
      await expect(things().first(1, { where: { name: 'a' } })).rejects.toThrow(undeclared);
      await expect(ids(things().walk({ where: { name: 'a' } }))).rejects.toThrow(undeclared);
      await expect(things().count({ name: 'a' })).rejects.toThrow(undeclared);
      await expect(ids(store.collection<Thing>('others').walk({ by: 'count' }))).rejects.toThrow(undeclared);
    });

    it('keeps odd ids and texts as they are', async () => {
      const odd = { name: 'क्ष "\\ 👩‍🌾 \u2028' };
      await things().insert('__proto__', odd);
      await things().insert('constructor', odd);
      expect(await things().get('__proto__')).toEqual(odd);
      expect(await things().get('constructor')).toEqual(odd);
      expect(await things().get('toString')).toBeUndefined();
    });
  });
}
