import fs, { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { durableFile, type FileSystem } from '../../src/store/durable-file.js';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { NotSavedError } from '../../src/store/port.js';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'durable-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

/** The real file system, with what was done to it in order. */
function recording(steps: string[]): FileSystem {
  return {
    open: async (path, flags, mode) => {
      const name = path === dir ? 'folder' : basename(path);
      steps.push(`open ${name}`);
      const file = await fs.open(path, flags, mode);
      return {
        writeFile: (text, encoding) => (steps.push(`write ${name}`), file.writeFile(text, encoding)),
        sync: () => (steps.push(`fsync ${name}`), file.sync()),
        close: () => file.close(),
      };
    },
    rename: (from, to) => (steps.push(`rename ${basename(from)} to ${basename(to)}`), fs.rename(from, to)),
  };
}

describe('a durable write', () => {
  it('is: temporary file, fsync, rename, fsync of the folder, in this order', async () => {
    const steps: string[] = [];
    await durableFile(join(dir, 'a.json'), recording(steps)).write('text');
    expect(steps).toEqual([
      'open a.json.tmp',
      'write a.json.tmp',
      'fsync a.json.tmp',
      'rename a.json.tmp to a.json',
      'open folder',
      'fsync folder',
    ]);
    expect(await readFile(join(dir, 'a.json'), 'utf8')).toBe('text');
  });
});

describe('a full disk', () => {
  it.each(['write', 'fsync'] as const)(
    'at %s: the caller is told, the old value stands, and it goes on when there is room',
    async (step) => {
      let isFull = false;
      const full = (): Promise<never> => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
      const fileSystem: FileSystem = {
        rename: fs.rename,
        open: async (path, flags, mode) => {
          const file = await fs.open(path, flags, mode);
          return {
            writeFile: (text, encoding) => (isFull && step === 'write' ? full() : file.writeFile(text, encoding)),
            sync: () => (isFull && step === 'fsync' ? full() : file.sync()),
            close: () => file.close(),
          };
        },
      };
      const store = await openLowdbStore({
        dir,
        warn: () => undefined,
        openFile: (path) => durableFile(path, fileSystem),
      });
      const things = store.collection<{ n: number }>('things');
      await things.insert('a', { n: 1 });
      isFull = true;
      const failed = things.update('a', () => ({ n: 2 }));
      await expect(failed).rejects.toThrow(NotSavedError);
      expect(await things.get('a')).toEqual({ n: 1 });
      isFull = false;
      await things.update('a', (present) => ({ n: (present?.n ?? 0) + 10 }));
      await store.close();
      const again = await openLowdbStore({ dir, warn: () => undefined });
      expect(await again.collection('things').get('a')).toEqual({ n: 11 });
      await again.close();
    },
  );

  // Root may write anywhere, so a read-only folder is played by the file system itself.
  it('a read-only folder is told in the same way', async () => {
    const store = await openLowdbStore({
      dir,
      warn: () => undefined,
      openFile: (path) =>
        durableFile(path, {
          rename: fs.rename,
          open: () => Promise.reject(Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' })),
        }),
    });
    await chmod(dir, 0o755);
    await expect(store.collection<{ n: number }>('things').insert('a', { n: 1 })).rejects.toThrow(NotSavedError);
    expect(await store.collection('things').get('a')).toBeUndefined();
    await store.close();
  });
});
