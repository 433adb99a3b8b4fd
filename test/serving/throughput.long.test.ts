import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startPostgres } from '../store/postgres.js';
import { openFleet } from './fleet.js';

/** How many different people ask one question each, all at once. */
const PEOPLE = 2_000;

// The figures of docs/adr/0003-one-serving-process.md. They are printed, not asserted: they belong to the machine.
it.each(['lowdb', 'PostgreSQL'])('one process answers a crowd on %s', async (engine) => {
  const dir = await mkdtemp(join(tmpdir(), 'throughput-'));
  const postgres = engine === 'lowdb' ? undefined : await startPostgres({ fsync: true });
  const fleet = await openFleet(
    postgres === undefined ? { STATE_DIR: dir } : { DATABASE_URL: await postgres.create('throughput') },
    'polling',
  );
  await fleet.start();
  await fleet.answered(fleet.ask(50)); // it has started, and its code is warm
  const people = fleet.ask(PEOPLE);
  const took = await fleet.answered(people);
  console.log(`${engine}: ${Math.round((PEOPLE * 1000) / took)} answers a second`);
  expect(fleet.answers(people)).toEqual(people.map(() => 1));
  await fleet.close();
  await postgres?.stop();
  await rm(dir, { recursive: true });
});
