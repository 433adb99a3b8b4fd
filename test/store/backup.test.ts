import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportStore, importStore, verifyBackup } from '../../src/store/backup.js';
import { checkDatabase } from '../../src/store/check-database.js';
import { checkFiles } from '../../src/store/check-files.js';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import type { Store } from '../../src/store/port.js';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { withDatabaseSnapshot, withFilesSnapshot } from '../../src/store/snapshot.js';
import { memoryStore } from './memory-store.js';
import { startPostgres, type TestDatabase } from './postgres.js';

const NOW = new Date('2026-11-23T04:30:00Z');
let dir: string;
let postgres: TestDatabase;
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backup-'));
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  await rm(dir, { recursive: true });
});

const fresh = (name: string): string => join(dir, `${(made += 1)}-${name}`);
const files = (): Promise<Store> => openLowdbStore({ dir: fresh('store'), warn: () => undefined });
const database = async (): Promise<Store> => openPostgresStore({ url: await postgres.create(`backup${(made += 1)}`) });

async function fill(store: Store): Promise<void> {
  const people = store.collection<{ name: string }>('people');
  await Promise.all(Array.from({ length: 1_500 }, (_, n) => people.insert(String(n), { name: `क्ष ${n} \u2028 "` })));
  await store.collection<{ n: number }>('jobs').insert('__proto__', { n: 1 });
}
const withoutHead = async (path: string): Promise<string> =>
  (await readFile(path, 'utf8')).split('\n').slice(1).join('\n');

describe('a backup', () => {
  it.each([
    ['files', 'database', files, database],
    ['database', 'files', database, files],
  ])('carries everything from %s to %s', async (_from, _to, from, to) => {
    const source = await from();
    await fill(source);
    const first = fresh('a.jsonl');
    expect(await exportStore(source, first, NOW)).toEqual({ jobs: 1, people: 1_500 });
    const target = await to();
    expect(await importStore(target, first)).toEqual({ written: 1_501, kept: 0 });
    const second = fresh('b.jsonl');
    await exportStore(target, second, NOW);
    expect(await withoutHead(second)).toBe(await withoutHead(first));
    await Promise.all([source.close(), target.close()]);
  });

  it.each([
    [
      'files',
      async () => {
        const folder = fresh('store');
        return {
          store: await openLowdbStore({ dir: folder, warn: () => undefined }),
          exportTo: (path: string) => withFilesSnapshot(folder, (source) => exportStore(source, path, NOW)),
        };
      },
    ],
    [
      'the database',
      async () => {
        const url = await postgres.create(`beside${(made += 1)}`);
        return {
          store: await openPostgresStore({ url }),
          exportTo: (path: string) => withDatabaseSnapshot(url, (source) => exportStore(source, path, NOW)),
        };
      },
    ],
  ])('of %s is whole while the bot writes', async (_where, open) => {
    const { store, exportTo } = await open();
    const orders = store.collection<{ n: number }>('orders');
    const answers = store.collection<{ n: number }>('answers');
    const over = new AbortController();
    let acknowledged = 0;
    const writing = (async () => {
      // Each answer is written once its order is: at no moment are there more answers than orders.
      for (let n = 1; !over.signal.aborted; n += 1) {
        await orders.insert(String(n), { n });
        await answers.insert(String(n), { n });
        acknowledged = n;
      }
    })();
    try {
      for (let round = 0; round < 10; round += 1) {
        await expect.poll(() => acknowledged).toBeGreaterThan(round * 3);
        const before = acknowledged;
        const path = fresh('beside.jsonl');
        await exportTo(path);
        const { orders: ordered = 0, answers: answered = 0 } = await verifyBackup(path);
        expect(answered).toBeGreaterThanOrEqual(before);
        expect([answered, answered + 1]).toContain(ordered);
      }
    } finally {
      over.abort();
      await writing;
      await store.close();
    }
  });

  it('is refused of a damaged file, because it would not be whole', async () => {
    const folder = fresh('damaged');
    await (await openLowdbStore({ dir: folder, warn: () => undefined })).close();
    await writeFile(join(folder, 'people.json'), '{"form":1,"rec');
    const path = fresh('none.jsonl');
    await expect(withFilesSnapshot(folder, (source) => exportStore(source, path, NOW))).rejects.toThrow(/is torn/);
    await expect(readFile(path)).rejects.toThrow(/ENOENT/);
  });

  it('keeps every text that JSON can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), fc.jsonValue(), async (id, value) => {
        const source = memoryStore();
        await source.collection<{ value: unknown }>('things').insert(id, { value });
        const path = fresh('c.jsonl');
        await exportStore(source, path, NOW);
        const target = memoryStore();
        await importStore(target, path);
        expect(JSON.stringify(await target.collection('things').get(id))).toBe(JSON.stringify({ value }));
      }),
      { numRuns: 50 },
    );
  });

  it('adds only what is missing when it is merged, and refuses a store that is not empty', async () => {
    const source = memoryStore();
    for (const id of ['a', 'b']) await source.collection<{ from: string }>('things').insert(id, { from: 'backup' });
    const path = fresh('d.jsonl');
    await exportStore(source, path, NOW);
    const target = memoryStore();
    await target.collection<{ from: string }>('things').insert('a', { from: 'here' });
    await expect(importStore(target, path)).rejects.toThrow(/not empty \(things\)/);
    expect(await importStore(target, path, { merge: true })).toEqual({ written: 1, kept: 1 });
    expect(await target.collection('things').get('a')).toEqual({ from: 'here' });
  });

  it('never overwrites a file', async () => {
    const path = fresh('e.jsonl');
    await writeFile(path, 'mine');
    await expect(exportStore(memoryStore(), path, NOW)).rejects.toThrow(/EEXIST/);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, text.lastIndexOf('\n{') + 1), /cut short/],
    ['changed', (text: string) => text.replace('"n":1', '"n":2'), /was changed/],
    ['of another program', () => '{"form":"else"}\n', /is no backup/],
    ['newer', (text: string) => text.replace('"version":1', '"version":9'), /has version 9/],
    ['torn in the middle', (text: string) => text.replace('{"in":"jobs"', '{"in":"jo'), /:2: no record/],
    ['empty', () => '', /is empty/],
  ])('that is %s is refused, and nothing is written', async (_what, spoil, message) => {
    const source = memoryStore();
    await source.collection<{ n: number }>('jobs').insert('a', { n: 1 });
    const path = fresh('f.jsonl');
    await exportStore(source, path, NOW);
    await writeFile(path, spoil(await readFile(path, 'utf8')));
    const target = memoryStore();
    await expect(importStore(target, path)).rejects.toThrow(message);
    await expect(verifyBackup(path)).rejects.toThrow(message);
    expect(target.writes()).toBe(0);
  });
});

describe('the check', () => {
  it('finds torn files, writes that were cut short and records that are none', async () => {
    const folder = fresh('store');
    const store = await openLowdbStore({ dir: folder, warn: () => undefined });
    await store.collection<{ n: number }>('good').insert('a', { n: 1 });
    await store.close();
    expect(await checkFiles(folder)).toEqual([]);
    await writeFile(join(folder, 'torn.json'), '{"form":1,"rec');
    await writeFile(join(folder, 'odd.json'), '{"form":1,"records":{"a":5}}');
    await writeFile(join(folder, 'people.json.tmp'), '');
    expect((await checkFiles(folder)).map((line) => line.slice(folder.length + 1))).toEqual([
      'odd.json: record "a" is no object',
      expect.stringContaining('people.json.tmp: a write that was cut short'),
      'torn.json: is torn',
    ]);
    expect(await checkFiles(fresh('nothing'))).toHaveLength(1);
  });

  it('finds records in the database that are none', async () => {
    const url = await postgres.create('check');
    const store = await openPostgresStore({ url });
    await store.collection<{ n: number }>('good').insert('a', { n: 1 });
    expect(await checkDatabase(url)).toEqual([]);
    await store.collection<never[]>('odd').insert('b', []);
    expect(await checkDatabase(url)).toEqual(['odd/b: is no object']);
    await store.close();
  });
});
