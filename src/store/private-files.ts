import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whatever the umask says: what is kept about people is nobody else's business. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const OTHERS = 0o077;
const STICKY = 0o1000;
/** What the store writes: collections, a write that was cut short, the lock. */
const OURS = /\.json(\.tmp)?$|^lock\./;

/**
 * Makes the folder, and takes the rights of others away from it and from the files of the store in it.
 * @param warn told when that is not possible: another account owns it, or the disk knows no rights
 */
export async function ensurePrivate(dir: string, warn: (message: string) => void): Promise<void> {
  await mkdir(dir, { recursive: true, mode: PRIVATE_FOLDER });
  const paths = (await readdir(dir)).filter((name) => OURS.test(name)).map((name) => join(dir, name));
  const wide: string[] = [];
  if (!(await narrow(dir, PRIVATE_FOLDER))) wide.push(dir);
  for (const path of paths) if (!(await narrow(path, PRIVATE_FILE))) wide.push(path);
  if (wide.length > 0)
    warn(`other accounts of this machine may read ${wide.join(', ')}: chmod 700 the folder and 600 the files`);
}

async function narrow(path: string, mode: number): Promise<boolean> {
  const present = await stat(path);
  if ((present.mode & OTHERS) === 0) return true;
  // A folder in which everybody may put things (/tmp) would be taken away from all of them.
  if ((present.mode & STICKY) !== 0) return false;
  try {
    await chmod(path, mode);
  } catch {
    return false;
  }
  return ((await stat(path)).mode & OTHERS) === 0;
}
