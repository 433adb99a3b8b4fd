import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLowdbStore } from '../../src/store/lowdb-store.js';

const KILLS = 200;

/** Runs the writer, kills it after `ms`. @returns the last number that it had acknowledged */
async function writeAndKill(dir: string, first: number, ms: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/store/writer.ts', dir, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = first - 1;
  let rest = '';
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) acknowledged = Number(line);
      resolve();
    });
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await started; // kills before the first write would test nothing
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  await ended;
  return acknowledged;
}

it(`keeps every acknowledged update through ${KILLS} kills at random moments`, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  let state = seed;
  const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  const dir = await mkdtemp(join(tmpdir(), 'crash-'));
  let next = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const acknowledged = await writeAndKill(dir, next, random() * 60);
    const warnings: string[] = [];
    const store = await openLowdbStore({ dir, warn: (message) => warnings.push(message) });
    const things = store.collection<{ n: number }>('things');
    for (let n = Math.max(0, next - 2); n <= acknowledged; n += 1) {
      for (const letter of ['a', 'b', 'c'])
        expect(await things.get(`${letter}${n}`), `seed ${seed}, kill ${kill}`).toEqual({ n });
    }
    expect(warnings).toEqual([]);
    next = acknowledged + 1;
    await store.close();
  }
  expect((await readdir(dir)).filter((name) => name.startsWith('lock.'))).toHaveLength(1);
  expect(next).toBeGreaterThan(KILLS);
  await rm(dir, { recursive: true });
});
