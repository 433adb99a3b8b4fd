import { readFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Where this process runs, and what it can know of others there. */
export interface Whereabouts {
  /** names the place in which a process id means one process: a boot of a machine, a container on it */
  readonly space: string;
  /** @returns what tells two processes of one id apart; undefined where that cannot be known */
  readonly startOf: (pid: number) => string | undefined;
  readonly isAlive: (pid: number) => boolean;
}

export async function whereWeRun(): Promise<Whereabouts> {
  try {
    const [boot, processes] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readlink('/proc/self/ns/pid'),
    ]);
    return {
      space: `${boot.trim()} ${processes}`,
      startOf: (pid) => statOf(pid)?.started,
      // One that was killed and that nobody has looked after is still listed.
      isAlive: (pid) => /^[^ZX]$/.test(statOf(pid)?.state ?? ''),
    };
  } catch {
    return { space: hostname(), startOf: () => undefined, isAlive: isListed };
  }
}

/** Of Linux: `pid (name) state …`, in which the name may hold anything; field 22 is the start, since the boot. */
function statOf(pid: number): { state: string; started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
