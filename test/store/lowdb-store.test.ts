import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFiles } from '../../src/store/check-files.js';
import { durableFile } from '../../src/store/durable-file.js';
import { LockedError } from '../../src/store/lock.js';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { NotSavedError } from '../../src/store/port.js';
import { StoreUnavailableError } from '../../src/store/unavailable.js';
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
    const store = await openLowdbStore({ dir, warn: silent, openFile });
    const things = store.collection<{ n: number }>('things');
    await expect(things.get('a')).rejects.toThrow(/EMFILE/);
    await expect(things.update('a', () => ({ n: 2 }))).rejects.toThrow(/EMFILE/);
    isExhausted = false;
    expect(await things.update('a', () => ({ n: 2 }))).toEqual({ n: 2 });
    expect(await things.get('a')).toEqual({ n: 2 });
    await store.close();
  });

  it.each([
    ['torn', '{"form":1,"records":{"a":', /people\.json is torn/],
    ['empty', '', /is torn/],
    ['foreign', '[1,2]', /is not a file of this store/],
    ['newer', '{"form":99,"records":{}}', /was written by a newer program/],
  ])('that are %s are left as they are, and the bot does not begin without them', async (_, content, message) => {
    await writeFile(join(dir, 'people.json'), content);
    await expect(openLowdbStore({ dir, warn: silent })).rejects.toThrow(StoreUnavailableError);
    await expect(openLowdbStore({ dir, warn: silent })).rejects.toThrow(message);
    expect(await readFile(join(dir, 'people.json'), 'utf8')).toBe(content);

    await rename(join(dir, 'people.json'), join(dir, 'people.damaged')); // the yes of the operator
    const store = await openLowdbStore({ dir, warn: silent });
    expect(await store.collection('people').count()).toBe(0);
    await store.close();
  });

  it('are read although an editor put a byte order mark before them', async () => {
    await writeFile(join(dir, 'people.json'), '\uFEFF{"form":1,"records":{"7":{"id":7}}}');
    const store = await openLowdbStore({ dir, warn: silent });
    expect(await store.collection('people').get('7')).toEqual({ id: 7 });
    await store.close();
    expect(await checkFiles(dir)).toEqual([]);
  });

  it('are for their owner only, whatever the umask, also those that were wider before', async () => {
    const folder = join(dir, 'a', 'state');
    const before = process.umask(0);
    try {
      const first = await openLowdbStore({ dir: folder, warn: silent });
      await first.collection<{ n: number }>('things').insert('a', { n: 1 });
      const widths = async (): Promise<Record<string, string>> => {
        const names = ['.', ...(await readdir(folder))];
        const all = await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mode & 0o777]));
        return Object.fromEntries(all.map(([name, mode]) => [name, Number(mode).toString(8)]));
      };
      expect(await widths()).toEqual({ '.': '700', 'lock.1': '600', 'things.json': '600' });
      await first.close();

      await chmod(folder, 0o755);
      await chmod(join(folder, 'things.json'), 0o644);
      await writeFile(join(folder, 'things.json.tmp'), '', { mode: 0o666 });
      await writeFile(join(folder, 'notes.txt'), '', { mode: 0o644 });
      const second = await openLowdbStore({ dir: folder, warn: silent });
      await second.collection<{ n: number }>('things').update('a', () => ({ n: 2 }));
      expect(await widths()).toEqual({ '.': '700', 'lock.2': '600', 'things.json': '600', 'notes.txt': '644' });
      await second.close();
    } finally {
      process.umask(before);
    }
  });

  it('a folder that cannot be used is told in one line', async () => {
    await writeFile(join(dir, 'file'), '');
    const error: unknown = await openLowdbStore({ dir: join(dir, 'file', 'x'), warn: silent }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect((error as Error).message).toMatch(/^STATE_DIR: ENOTDIR.*$/);
  });

  it('refuse a second opener until they are closed', async () => {
    const store = await openLowdbStore({ dir, warn: silent });
    await expect(openLowdbStore({ dir, warn: silent })).rejects.toThrow(LockedError);
    await store.close();
    await (await openLowdbStore({ dir, warn: silent })).close();
  });

  it('are written no more once another process has taken the folder', async () => {
    const lost: Error[] = [];
    const store = await openLowdbStore({ dir, warn: silent, onLost: (error) => void lost.push(error) });
    const things = store.collection<{ n: number }>('things');
    await things.insert('a', { n: 1 });
    await writeFile(join(dir, 'lock.2'), '');
    await expect(things.update('a', () => ({ n: 2 }))).rejects.toThrow(NotSavedError);
    expect(lost[0]).toBeInstanceOf(LockedError);
    expect(await readFile(join(dir, 'things.json'), 'utf8')).toContain('"n":1');
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
