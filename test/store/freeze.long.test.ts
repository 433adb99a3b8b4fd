import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { startPostgres } from './postgres.js';

/** A process that freezes while it has the record locked. */
const FREEZER = `
  import { openPostgresStore } from './src/store/postgres-store.ts';
  const store = await openPostgresStore({ url: process.env.DATABASE_URL });
  const told = store.collection('things').update('a', () => {
    process.stdout.write('locked');
    process.kill(process.pid, 'SIGSTOP');
    return { n: 1 };
  });
  console.log(await told.catch((error) => error.name));
  console.log(await store.collection('things').get('a'));
  await store.close();
`;

it('a process that freezes in the middle of an update does not keep the record from others, and is told when it thaws', async () => {
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
  expect(out).toBe('lockedNotSavedError\n{ n: 10 }\n');
  await store.close();
  await database.stop();
}, 30_000);
