import { open, readFile, rm } from 'node:fs/promises';

/** Another process keeps this folder; two would overwrite each other. */
export class LockedError extends Error {
  override name = 'LockedError';
}

/**
 * Takes a folder for this process by a file with its process id. The file of a process that no
 * longer lives is taken over.
 * @returns a function that gives the folder back
 * @throws {LockedError} when a living process has it
 */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(await readFile(path, 'utf8').catch(() => ''));
      // In a container the old process had the same id as this one.
      if (pid !== process.pid && isAlive(pid)) {
        throw new LockedError(
          `${path}: process ${pid} is running on this folder; stop it first, or set another STATE_DIR`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new LockedError(`${path}: another process is starting on this folder`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
