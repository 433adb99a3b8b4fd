import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROUNDS = 30;

/** Takes the folder, proves that it is alone, and dies in the middle of it. */
const STARTER = `
  import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
  import { lockFolder, LockedError } from './src/store/lock.ts';
  const dir = process.env.DIR;
  try {
    await lockFolder(dir, { beatMs: 100, watchMs: 3000 });
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    process.exit(0);
  }
  try {
    writeFileSync(dir + '/alone', '', { flag: 'wx' });
  } catch {
    appendFileSync(dir + '/both', process.pid + '\\n');
  }
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.HOLD_MS)));
  appendFileSync(dir + '/taken', process.pid + '\\n');
  rmSync(dir + '/alone', { force: true });
  process.kill(process.pid, 'SIGKILL');
`;

const canUnshare = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;

async function startAtOnce(dir: string, count: number, holdMs: number, apart: boolean): Promise<void> {
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', STARTER];
  const [command = '', ...args] = apart ? ['unshare', '--pid', '--fork', '--mount-proc', ...node] : node;
  await Promise.all(
    Array.from({ length: count }, () => {
      const env = { ...process.env, DIR: dir, HOLD_MS: String(holdMs) };
      const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
      return new Promise((resolve) => child.once('close', resolve));
    }),
  );
}

const taken = async (dir: string): Promise<number> =>
  (await readFile(join(dir, 'taken'), 'utf8')).trim().split('\n').length;

it(`of three that start at once on a stale lock one gets the folder, never two together, ${ROUNDS} times`, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'race-'));
  for (let round = 1; round <= ROUNDS; round += 1) {
    await startAtOnce(dir, 3, 1_000, false);
    expect(await taken(dir)).toBeGreaterThanOrEqual(round);
    expect(await readdir(dir)).not.toContain('both');
  }
  await rm(dir, { recursive: true });
});

it.skipIf(!canUnshare)('of two containers on one folder one gets it, never two together', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'race-'));
  for (let round = 1; round <= 5; round += 1) {
    await startAtOnce(dir, 2, 8_000, true);
    expect(await taken(dir)).toBeGreaterThanOrEqual(round);
    expect(await readdir(dir)).not.toContain('both');
  }
  await rm(dir, { recursive: true });
});
