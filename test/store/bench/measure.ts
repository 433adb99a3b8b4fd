import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../../src/people/person.js';
import { openLowdbStore } from '../../../src/store/lowdb-store.js';
import type { Store } from '../../../src/store/port.js';
import { openPostgresStore } from '../../../src/store/postgres-store.js';

/**
 * One engine at one size, in a process of its own. Arguments: people, and for PostgreSQL the address
 * of a database that is filled already. Prints one line of JSON.
 */
export interface Figures {
  /** updates a second, one after the other, each durable */
  readonly single: number;
  readonly p50: number;
  readonly p99: number;
  /** updates a second, 50 at once */
  readonly together: number;
  /** share of the time of the single updates in which nothing else could run */
  readonly blocked: number;
  /** longest single block, ms */
  readonly longestBlock: number;
  /** from opening to the first record, ms */
  readonly start: number;
  /** resident memory, MB */
  readonly rss: number;
}

export const personOf = (id: number): Person => ({
  id,
  language: id % 3 === 0 ? 'hi' : 'hne',
  district: 'raipur',
  interests: ['farmers', 'women'],
  news: true,
  firstSeen: '2026-10-01',
  lastSeen: '2026-11-23',
});

const SINGLE_MS = 4_000;
const TOGETHER = 50;
const ROUNDS = 10;

async function measure(count: number, open: () => Promise<Store>): Promise<Figures> {
  const begin = performance.now();
  const store = await open();
  const people = store.collection<Person>('people');
  await people.get('1');
  const start = performance.now() - begin;

  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await people.update('1', (present) => present); // warm
  delay.enable();
  const from = performance.now();
  for (let n = 0; performance.now() - from < SINGLE_MS; n += 1) {
    const at = performance.now();
    await people.update(String(1 + ((n * 7919) % count)), (present) => ({
      ...(present ?? personOf(1)),
      lastSeen: `2026-11-${n % 28}`,
    }));
    times.push(performance.now() - at);
  }
  const spent = performance.now() - from;
  delay.disable();
  const together = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      Array.from({ length: TOGETHER }, (_, n) =>
        people.update(String(1 + ((n * 104_729 + round) % count)), (present) => ({
          ...(present ?? personOf(1)),
          news: round % 2 === 0,
        })),
      ),
    );
  }
  const togetherSeconds = (performance.now() - together) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? times.at(-1) ?? 0;
  const figures: Figures = {
    single: (times.length / spent) * 1_000,
    p50: at(0.5),
    p99: at(0.99),
    together: (TOGETHER * ROUNDS) / togetherSeconds,
    // What the timer measures above its own period of 1 ms, times how often it measured.
    blocked: Math.max(0, ((delay.mean / 1e6 - 1) * delay.count) / spent),
    longestBlock: delay.max / 1e6,
    start,
    rss: process.memoryUsage().rss / 2 ** 20,
  };
  await store.close();
  return figures;
}

const [size, url] = process.argv.slice(2);
if (size !== undefined && process.send !== undefined) {
  const count = Number(size);
  const dir = await mkdtemp(join(tmpdir(), 'bench-store-'));
  if (url === undefined) {
    const filling = await openLowdbStore({ dir, warn: console.error });
    const people = filling.collection<Person>('people');
    for (let first = 1; first <= count; first += 20_000)
      await Promise.all(
        Array.from({ length: Math.min(20_000, count - first + 1) }, (_, n) =>
          people.insert(String(first + n), personOf(first + n)),
        ),
      );
    await filling.close();
    (globalThis as { gc?: () => void }).gc?.();
  }
  process.send(
    await measure(count, () =>
      url === undefined ? openLowdbStore({ dir, warn: console.error }) : openPostgresStore({ url }),
    ),
  );
  await rm(dir, { recursive: true });
  process.disconnect();
}
