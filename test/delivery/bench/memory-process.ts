import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/delivery/clock.js';
import { createDelivery } from '../../../src/delivery/delivery.js';
import { createPace } from '../../../src/delivery/pace.js';
import { openLowdbStore } from '../../../src/store/lowdb-store.js';
import { openPostgresStore } from '../../../src/store/postgres-store.js';

/** Queues a broadcast and measures what that takes: arguments are the recipients and, for PostgreSQL, the address. */
const [recipients = '0', url] = process.argv.slice(2);
const count = Number(recipients);
const collect = (globalThis as { gc?: () => void }).gc ?? ((): void => undefined);
const dir = await mkdtemp(join(tmpdir(), 'bench-'));
const store =
  url === undefined ? await openLowdbStore({ dir, warn: () => undefined }) : await openPostgresStore({ url });
collect();
const before = process.memoryUsage();
const begin = performance.now();
const delivery = createDelivery({
  store,
  clock: systemClock,
  pace: createPace(),
  audiences: {
    all: async function* all(_args, after) {
      for (let id = 1_000_000_001 + Number(after ?? 0); id <= 1_000_000_000 + count; id += 1) yield id;
    },
  },
  // Nothing goes out: every recipient stays queued.
  send: async () => ({ kind: 'tooMany', retryAfterMs: 3_600_000 }),
  touch: async () => ({ kind: 'done', mark: 'neither' }),
  mayReceive: async () => true,
  onUnreachable: async () => undefined,
  onMoved: async () => undefined,
  heldTopics: [],
  mayWork: () => true,
  newId: () => 'b-memory',
  warn: (message, error) => console.error(message, error),
});
await delivery.enqueue({ topic: 'schemes', audience: { name: 'all', args: null }, message: null, urgent: true });
const stop = new AbortController();
const running = delivery.run(stop.signal);
let peak = 0;
while ((await delivery.get('b-memory'))?.state !== 'sending') {
  peak = Math.max(peak, process.memoryUsage().rss);
  await systemClock.sleep(20);
}
const seconds = (performance.now() - begin) / 1_000;
await systemClock.sleep(500);
collect();
const after = process.memoryUsage();
const mb = (bytes: number): number => Math.round(bytes / 2 ** 20);
process.send?.({ seconds, rss: mb(after.rss), more: mb(after.heapUsed - before.heapUsed), peak: mb(peak) });
stop.abort();
await running;
await store.close();
await rm(dir, { recursive: true });
process.disconnect();
