import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { startPostgres } from './postgres.js';

/** A process that freezes between reading a record and writing it. */
const FREEZER = `
  import { openPostgresStore } from './src/store/postgres-store.ts';
  const store = await openPostgresStore({ url: process.env.DATABASE_URL });
  let runs = 0;
  const told = store.collection('things').update('a', ({ n }) => {
    runs += 1;
    if (runs === 1) {
      process.stdout.write('frozen');
      process.kill(process.pid, 'SIGSTOP');
    }
    return { n: n + 1 };
  });
  console.log(await told, runs);
  console.log(await store.collection('things').get('a'));
  await store.close();
`;

it('a process that freezes in the middle of an update keeps the record from nobody, and when it thaws overwrites nothing', async () => {
  const database = await startPostgres();
  const url = await database.create('freeze');
  const store = await openPostgresStore({ url });
  const things = store.collection<{ n: number }>('things');
  await things.insert('a', { n: 0 });
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', FREEZER], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(await things.update('a', (present) => ({ n: (present?.n ?? 0) + 10 }))).toEqual({ n: 10 });
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGCONT');
  await ended;
  expect(out).toBe('frozen{ n: 11 } 2\n{ n: 11 }\n');
  await store.close();
  await database.stop();
}, 30_000);
