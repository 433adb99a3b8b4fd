import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PRIVATE_FILE } from './private-files.js';
import { whereWeRun, type Whereabouts } from './whereabouts.js';

/**
 * One process at a time on a folder, by files `lock.1`, `lock.2`, …: whoever makes the next number has
 * it, and a file of one name can be made only once. The highest number is never removed, it is marked
 * as given back, so that nobody can take a number anew that another has in hand.
 *
 * Whether the holder lives: on the same machine and in the same process space that is known at once, by
 * process id and time of start. From elsewhere (another container, another machine) it is watched:
 * the holder touches its file every second.
 */

/** Another process keeps this folder; two would overwrite each other. */
export class LockedError extends Error {
  override name = 'LockedError';
}

export interface LockOptions {
  /** milliseconds between two touches. Default 1,000 */
  readonly beatMs?: number;
  /** without a touch for so long, a holder elsewhere counts as gone. Default 10,000 */
  readonly watchMs?: number;
  readonly whereabouts?: Whereabouts;
  /** Another process has taken the folder: this one must do nothing more on it. */
  readonly onLost?: (error: LockedError) => void;
}

export interface FolderLock {
  /** @throws {LockedError} when another process has taken the folder: this one stood still for too long */
  readonly ensure: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** What lies in a lock file. */
interface Holder {
  readonly pid: number;
  /** where `pid` means something; as `Whereabouts.space` */
  readonly space: string;
  /** when that process started; absent where that cannot be known */
  readonly started?: string;
  /** true: the folder was given back */
  readonly released?: boolean;
}

const NAME = /^lock\.(\d{1,15})$/;

/**
 * Takes a folder for this process.
 * @throws {LockedError} when a living process has it
 */
export async function lockFolder(dir: string, options: LockOptions = {}): Promise<FolderLock> {
  const { watchMs = 10_000, whereabouts = await whereWeRun() } = options;
  const mine = JSON.stringify({
    pid: process.pid,
    space: whereabouts.space,
    started: whereabouts.startOf(process.pid),
  });
  for (;;) {
    const highest = await highestIn(dir);
    if (highest > 0) await ensureFree(pathOf(dir, highest), whereabouts, watchMs);
    const number = highest + 1;
    if (!(await make(pathOf(dir, number), mine))) continue; // another was faster: is it alive?
    if ((await highestIn(dir)) !== number) {
      // While we looked, others have come and gone, and this number was free only because it is past.
      await rm(pathOf(dir, number), { force: true });
      continue;
    }
    for (const past of await numbersIn(dir)) if (past < number) await rm(pathOf(dir, past), { force: true });
    return hold(dir, number, mine, options);
  }
}

function hold(dir: string, number: number, mine: string, { beatMs = 1_000, onLost }: LockOptions): FolderLock {
  const path = pathOf(dir, number);
  const isMine = async (): Promise<boolean> =>
    (await touchedAt(path)) !== undefined && (await touchedAt(pathOf(dir, number + 1))) === undefined;
  const ensure = async (): Promise<void> => {
    if (await isMine()) return;
    clearInterval(beat);
    const lost = new LockedError(
      `${dir}: another process has taken this folder, because this one stood still for long`,
    );
    onLost?.(lost);
    throw lost;
  };
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now)
      .catch(() => undefined)
      .then(ensure)
      .catch(() => undefined); // onLost was told
  }, beatMs);
  beat.unref();
  return {
    ensure,
    release: async () => {
      clearInterval(beat);
      if (!(await isMine())) return;
      const released = `${path}.${randomUUID()}`;
      await writeFile(released, JSON.stringify({ ...(JSON.parse(mine) as Holder), released: true }), {
        mode: PRIVATE_FILE,
      });
      await rename(released, path);
    },
  };
}

/** @throws {LockedError} when the holder lives */
async function ensureFree(path: string, whereabouts: Whereabouts, watchMs: number): Promise<void> {
  const holder = parseHolder(await readFile(path, 'utf8').catch(() => ''));
  const state = judge(holder, whereabouts);
  if (state === 'free') return;
  if (state === 'watch') {
    const seen = await touchedAt(path);
    const deadline = performance.now() + watchMs;
    let isTouched = false;
    while (!isTouched && performance.now() < deadline) {
      await sleep(Math.min(250, watchMs));
      isTouched = (await touchedAt(path)) !== seen;
    }
    // Gone meanwhile: given back, or taken by the next. The caller looks again.
    if (!isTouched || (await touchedAt(path)) === undefined) return;
    if (parseHolder(await readFile(path, 'utf8').catch(() => ''))?.released === true) return;
  }
  throw new LockedError(
    `${path}: ${holder === undefined ? 'another process' : `process ${holder.pid}`} is running on this folder; ` +
      'stop it first, or set another STATE_DIR',
  );
}

/**
 * What is known of a holder without watching it.
 * @param holder undefined: the file cannot be read (it is being written, or was cut short)
 */
export function judge(holder: Holder | undefined, { space, startOf, isAlive }: Whereabouts): 'free' | 'held' | 'watch' {
  if (holder?.released === true) return 'free';
  if (holder === undefined || holder.space !== space) return 'watch';
  if (!isAlive(holder.pid)) return 'free';
  const started = startOf(holder.pid);
  // Where starts are not known, the id may have gone to another program.
  if (holder.started === undefined || started === undefined) return 'watch';
  return started === holder.started ? 'held' : 'free';
}

/** Makes the file with its content, if there is none of that name. @returns whether it was made */
async function make(path: string, content: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeFile(temporary, content, { mode: PRIVATE_FILE, flush: true });
    await link(temporary, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // Some disks know no links; there the file is empty for a moment, and who sees it so watches it.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS')
      return await makeInPlace(path, content);
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function makeInPlace(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', PRIVATE_FILE);
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    return Number.isInteger(holder?.pid) && typeof holder?.space === 'string' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

const pathOf = (dir: string, number: number): string => join(dir, `lock.${number}`);
const numbersIn = async (dir: string): Promise<number[]> =>
  (await readdir(dir)).flatMap((name) => Number(NAME.exec(name)?.[1] ?? 0) || []);
const highestIn = async (dir: string): Promise<number> => Math.max(0, ...(await numbersIn(dir)));
const touchedAt = async (path: string): Promise<number | undefined> =>
  (await stat(path).catch(() => undefined))?.mtimeMs;
