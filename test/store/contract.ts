import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/port.js';

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
    const things = () => store.collection<Thing>('things', { indexes: ['hall'] });

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

    it('finds by a declared index, in the order of ids, page by page', async () => {
      for (const id of ['d', 'b', 'a', 'c'])
        await things().insert(id, { name: id, hall: id === 'b' ? 'other' : 'main' });
      const first = await things().find({ where: { hall: 'main' }, limit: 2 });
      expect(first.records.map(({ id }) => id)).toEqual(['a', 'c']);
      const second = await things().find({
        where: { hall: 'main' },
        limit: 2,
        ...(first.next === undefined ? {} : { after: first.next }),
      });
      expect(second.records.map(({ id }) => id)).toEqual(['d']);
      expect(second.next).toBeUndefined();
      expect(await things().count({ hall: 'main' })).toBe(3);
    });

    it('names its collections', async () => {
      expect(await store.collections()).toEqual([]);
      await things().insert('a', { name: 'a' });
      await store.collection<Thing>('others').insert('a', { name: 'a' });
      expect(await store.collections()).toEqual(['others', 'things']);
    });

    it('goes on after an id that is gone', async () => {
      for (const id of ['a', 'b', 'c']) await things().insert(id, { name: id });
      await things().update('b', () => undefined);
      expect((await things().find({ after: 'b' })).records.map(({ id }) => id)).toEqual(['c']);
      expect((await things().find({ after: 'bb', limit: 1 })).records.map(({ id }) => id)).toEqual(['c']);
    });

    it('tells the time in milliseconds, and it goes on', async () => {
      const before = await store.now();
      expect(new Date(before).getUTCFullYear()).toBeGreaterThan(2024);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await store.now()).toBeGreaterThan(before);
    });

    it('refuses to search by what is no index', async () => {
      await things().insert('a', { name: 'a' });
      await expect(things().find({ where: { name: 'a' } })).rejects.toThrow(/not a declared index/);
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
