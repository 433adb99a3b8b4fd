import { expect, it } from 'vitest';
import type { LeaseRecord } from '../../src/store/lease.js';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { startPostgres } from '../store/postgres.js';
import { openFleet } from './fleet.js';
import { openSlowWay } from './slow-way.js';

const PEOPLE = 600;
const ROUND_TRIP_MS = 30;
const QUESTIONS = ['राशन कार्ड कैसे बनेगा', 'विधवा पेंशन के कागज', 'आयुष्मान कार्ड में क्या मिलता है'];

it(`a burst of ${PEOPLE * 4} questions through a slow way to PostgreSQL is answered, and the lease stays`, async () => {
  const postgres = await startPostgres();
  const url = await postgres.create('burst');
  const way = await openSlowWay(url, ROUND_TRIP_MS);
  const fleet = await openFleet({ DATABASE_URL: way.url }, 'polling');
  await (await fleet.start()).reaches('serving');
  await (await fleet.start()).reaches('standby'); // it would take over
  await fleet.answered(fleet.ask(20));

  const people = fleet.ask(PEOPLE);
  for (const id of people) for (const question of QUESTIONS) fleet.playground.control.send(id, question);
  const count = (): number => fleet.answers(people).reduce((sum, answers) => sum + answers, 0);
  await expect.poll(count, { timeout: 400_000, interval: 500 }).toBe(PEOPLE * 4);

  const store = await openPostgresStore({ url });
  const lease = await store.collection<LeaseRecord>('lease').get('serving');
  expect(lease?.generation).toBe(1);
  expect(fleet.members.map(({ state }) => state)).toEqual(['serving', 'standby']);
  await store.close();
  await fleet.close();
  await way.close();
  await postgres.stop();
});
