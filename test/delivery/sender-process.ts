import { Api } from 'grammy';
import { systemClock } from '../../src/delivery/clock.js';
import { createDelivery } from '../../src/delivery/delivery.js';
import { createPace } from '../../src/delivery/pace.js';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { createOutgoing } from '../../src/telegram/outgoing.js';

/** The delivery alone in a process of its own, to be killed. Settings come by the environment. */
const setting = (name: string): string => process.env[name] ?? '';
const first = Number(setting('FIRST'));
const people = Number(setting('PEOPLE'));
const id = setting('BROADCAST');

const store =
  setting('DATABASE_URL') === ''
    ? await openLowdbStore({ dir: setting('STATE_DIR'), warn: (message) => console.error(message) })
    : await openPostgresStore({ url: setting('DATABASE_URL') });
const api = new Api(setting('TOKEN'), { apiRoot: setting('API_ROOT'), fetch: globalThis.fetch, timeoutSeconds: 20 });
const delivery = createDelivery({
  store,
  clock: systemClock,
  pace: createPace({ perSecond: Number(setting('PER_SECOND')) }),
  audiences: {
    all: async function* all(_args, after) {
      for (let one = after === undefined ? first : Number(after) + 1; one < first + people; one += 1) yield one;
    },
  },
  ...createOutgoing({
    api,
    translate: () => (key) => key,
    threadOf: async () => undefined,
    languageOf: async () => 'hi',
  }),
  mayReceive: async () => true,
  onUnreachable: async () => undefined,
  onMoved: async () => undefined,
  heldTopics: [],
  mayWork: () => true,
  newId: () => id,
  warn: () => undefined,
});
await delivery.enqueue({
  id,
  topic: 'schemes',
  audience: { name: 'all', args: null },
  message: { kind: 'text', text: { hi: 'शिविर कल है।' } },
  urgent: true,
});
console.log('ready');
const stop = new AbortController();
const running = delivery.run(stop.signal);
for (;;) {
  const state = (await delivery.get(id))?.state;
  if (state === 'finished' || state === 'undecided') break;
  if (state === 'paused') await delivery.resume(id);
  await systemClock.sleep(50);
}
stop.abort();
await running;
await store.close();
console.log('done');
