import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judge, lockFolder, LockedError, type FolderLock } from '../../src/store/lock.js';
import { whereWeRun, type Whereabouts } from '../../src/store/whereabouts.js';

const HERE: Whereabouts = {
  space: 'boot pid:[1]',
  startOf: (pid) => (pid === 5 ? '500' : undefined),
  isAlive: (pid) => pid === 5,
};

it.each([
  ['of a living process', { pid: 5, space: HERE.space, started: '500' }, 'held'],
  ['whose id another program has now', { pid: 5, space: HERE.space, started: '400' }, 'free'],
  ['of a process that is gone', { pid: 6, space: HERE.space, started: '500' }, 'free'],
  ['of before the machine was started anew', { pid: 5, space: 'older pid:[1]', started: '500' }, 'watch'],
  ['of another container', { pid: 5, space: 'boot pid:[2]', started: '500' }, 'watch'],
  ['that was given back', { pid: 5, space: 'anywhere', started: '500', released: true }, 'free'],
  ['of a system that does not tell starts', { pid: 5, space: HERE.space }, 'watch'],
  ['that is being written', undefined, 'watch'],
] as const)('a lock %s is judged: %s', (_, holder, state) => {
  expect(judge(holder, HERE)).toBe(state);
});

it('a process knows itself again, and not one that is gone', async () => {
  const { startOf, isAlive } = await whereWeRun();
  expect(isAlive(process.pid)).toBe(true);
  expect(startOf(process.pid)).toBe(startOf(process.pid));
  expect(isAlive(2 ** 30)).toBe(false);
});

describe('a folder', () => {
  let dir: string;
  beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'lock-'))));
  afterEach(() => rm(dir, { recursive: true }));
  const write = (number: number, holder: object | string): Promise<void> =>
    writeFile(join(dir, `lock.${number}`), typeof holder === 'string' ? holder : JSON.stringify(holder));
  const locks = async (): Promise<string[]> => (await readdir(dir)).sort();

  it('is one process’ at a time, and then the next one’s', async () => {
    const first = await lockFolder(dir);
    await expect(lockFolder(dir)).rejects.toThrow(/process \d+ is running on this folder/);
    await first.ensure();
    await first.release();
    const second = await lockFolder(dir);
    await second.release();
    expect(await locks()).toEqual(['lock.2']);
  });

  it('is taken at once from a process whose id another program has now', async () => {
    const { space } = await whereWeRun();
    await write(7, { pid: process.ppid, space, started: 'long ago' });
    const lock = await lockFolder(dir, { watchMs: 600_000 });
    expect(await locks()).toEqual(['lock.8']);
    await lock.release();
  });

  it('is not taken from a container that still gives signs of life', async () => {
    const elsewhere = { ...(await whereWeRun()), space: 'another container' };
    const lock = await lockFolder(dir, { beatMs: 20, whereabouts: elsewhere });
    await expect(lockFolder(dir, { watchMs: 600_000 })).rejects.toThrow(LockedError);
    await lock.ensure();
    await lock.release();
  });

  it('is taken from a container that gives none, and that one is told when it comes back', async () => {
    const elsewhere = { ...(await whereWeRun()), space: 'another container' };
    const lost: Error[] = [];
    const frozen = await lockFolder(dir, {
      beatMs: 2 ** 30,
      whereabouts: elsewhere,
      onLost: (error) => void lost.push(error),
    });
    const next = await lockFolder(dir, { watchMs: 50 });
    await expect(frozen.ensure()).rejects.toThrow(/another process has taken this folder/);
    expect(lost).toHaveLength(1);
    await frozen.release(); // must not give away what is another's
    await next.ensure();
    await next.release();
  });

  it('is not taken while the lock is being written', async () => {
    await write(1, '');
    let at = 0;
    const touching = setInterval(() => void utimes(join(dir, 'lock.1'), (at += 1), at).catch(() => undefined), 20);
    await expect(lockFolder(dir, { watchMs: 600_000 })).rejects.toThrow(/another process is running on this folder/);
    clearInterval(touching);
  });

  it('is taken by one of many that start at once on a stale lock, whichever holds it at the moment', async () => {
    const { space } = await whereWeRun();
    await write(3, { pid: process.ppid, space, started: 'long ago' });
    let holding = 0;
    let taken = 0;
    const starter = async (): Promise<void> => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        let lock: FolderLock;
        try {
          lock = await lockFolder(dir);
        } catch (error) {
          if (error instanceof LockedError) continue;
          throw error;
        }
        taken += 1;
        holding += 1;
        expect(holding).toBe(1);
        await lock.ensure();
        await new Promise((resolve) => setImmediate(resolve));
        expect(holding).toBe(1);
        holding -= 1;
        // Every other time as if the process had died.
        if (taken % 2 === 0) await lock.release();
        else {
          // The highest number is the holder's: as text lock.9 would stand behind lock.10.
          const numbers = (await locks()).flatMap((one) => /^lock\.(\d+)$/.exec(one)?.[1] ?? []).map(Number);
          const path = join(dir, `lock.${Math.max(...numbers)}`);
          const text = await readFile(path, 'utf8');
          await writeFile(path, text.replace(/"started":"[^"]*"/, '"started":"long ago"'));
        }
      }
    };
    await Promise.all(Array.from({ length: 6 }, starter));
    expect(taken).toBeGreaterThan(1);
  });
});
