import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { durableFile } from '../../src/store/durable-file.js';
import { LockedError } from '../../src/store/lock.js';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { NotSavedError } from '../../src/store/port.js';
import { storeContract } from './contract.js';

const silent = (): void => undefined;

storeContract('lowdb', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'store-'));
  return { store: await openLowdbStore({ dir, warn: silent }), dispose: () => rm(dir, { recursive: true }) };
});

describe('the lowdb files', () => {
  let dir: string;
  beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'store-'))));
  afterEach(() => rm(dir, { recursive: true }));

  it('hold what was acknowledged when the next process opens them', async () => {
    const store = await openLowdbStore({ dir, warn: silent });
    await store.collection<{ n: number }>('things').insert('__proto__', { n: 1 });
    await store.collection<{ n: number }>('things').insert('a', { n: 2 });
    await store.close();
    const again = await openLowdbStore({ dir, warn: silent });
    expect(await again.collection('things').get('__proto__')).toEqual({ n: 1 });
    expect(await again.collection('things').get('a')).toEqual({ n: 2 });
    await again.close();
  });

  it('share one write among updates that come together', async () => {
    let writes = 0;
    const openFile = (path: string) => {
      const file = durableFile(path);
      return { read: file.read, write: (text: string) => (writes++, file.write(text)) };
    };
    const store = await openLowdbStore({ dir, warn: silent, openFile });
    const things = store.collection<{ n: number }>('things');
    await things.count();
    await Promise.all(Array.from({ length: 100 }, (_, n) => things.insert(String(n), { n })));
    expect(writes).toBeLessThanOrEqual(2);
    await store.close();
  });

  it('are read again when the first try failed', async () => {
    let isExhausted = true;
    const openFile = (path: string) => {
      const file = durableFile(path);
      const tooMany = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
      return { read: () => (isExhausted ? Promise.reject(tooMany) : file.read()), write: file.write };
    };
    await writeFile(join(dir, 'things.json'), '{"form":1,"records":{"a":{"n":1}}}');
    const store = await openLowdbStore({ dir, warn: silent, openFile });
    const things = store.collection<{ n: number }>('things');
    await expect(things.get('a')).rejects.toThrow(/EMFILE/);
    await expect(things.update('a', () => ({ n: 2 }))).rejects.toThrow(/EMFILE/);
    isExhausted = false;
    expect(await things.get('a')).toEqual({ n: 1 });
    await store.close();
  });

  it.each([
    ['torn', '{"form":1,"records":{"a":', /is torn/],
    ['foreign', '[1,2]', /is not a file of this store/],
    ['newer', '{"form":99,"records":{}}', /was written by a newer version/],
  ])('a %s file is set aside, never overwritten', async (_, content, message) => {
    await writeFile(join(dir, 'things.json'), content);
    const warnings: string[] = [];
    const store = await openLowdbStore({ dir, warn: (warning) => warnings.push(warning) });
    await store.collection('things').insert('a', { n: 1 });
    await store.close();
    expect(warnings.join('\n')).toMatch(message);
    const aside = (await readdir(dir)).find((name) => name.startsWith('things.json.aside-'));
    expect(await readFile(join(dir, aside ?? ''), 'utf8')).toBe(content);
  });

  it('refuse a second process on the same folder', async () => {
    await writeFile(join(dir, 'lock'), String(process.ppid));
    await expect(openLowdbStore({ dir, warn: silent })).rejects.toThrow(LockedError);
  });

  it('are taken over from a process that is gone', async () => {
    await writeFile(join(dir, 'lock'), '999999999');
    const store = await openLowdbStore({ dir, warn: silent });
    await store.close();
  });

  it('a full disk is told to the caller, and the value stays as it was', async () => {
    let full = false;
    const openFile = (path: string) => {
      const file = durableFile(path);
      const write = (text: string): Promise<void> =>
        full ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) : file.write(text);
      return { read: file.read, write };
    };
    const store = await openLowdbStore({ dir, warn: silent, openFile });
    const things = store.collection<{ n: number }>('things');
    await things.insert('a', { n: 1 });
    full = true;
    await expect(things.update('a', () => ({ n: 2 }))).rejects.toThrow(NotSavedError);
    expect(await things.get('a')).toEqual({ n: 1 });
    full = false;
    expect(await things.update('a', () => ({ n: 3 }))).toEqual({ n: 3 });
    await store.close();
  });
});
