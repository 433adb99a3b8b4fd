import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bot } from 'grammy';
import { systemClock } from '../../../src/delivery/clock.js';
import { loadKnowledge } from '../../../src/knowledge.js';
import { createLog } from '../../../src/log.js';
import { readCatalogue } from '../../../src/messages/read.js';
import { startPolling } from '../../../src/polling.js';
import { serveTerm } from '../../../src/serve-term.js';
import { createLoneTerm } from '../../../src/store/term.js';
import { openLowdbStore } from '../../../src/store/lowdb-store.js';
import { baseFetch } from '../../../src/telegram/base-fetch.js';
import { createTermFetch } from '../../../src/telegram/term-fetch.js';

/**
 * The whole bot in a process of its own, as it would run beside Telegram. Told by messages of its
 * parent: `{ people: [first, count] }` makes subscribers, `{ broadcast }` sends to all of them.
 */
const [apiRoot = '', token = ''] = process.argv.slice(2);
const dir = await mkdtemp(join(tmpdir(), 'bench-'));
const store = await openLowdbStore({ dir, warn: () => undefined });
const [knowledge, catalogue] = await Promise.all([loadKnowledge('data'), readCatalogue('locales')]);
const asking = new Bot(token, { client: { apiRoot, fetch: baseFetch } });
await asking.init();
const term = createLoneTerm();
const log = createLog('silent');
const { parts, stop } = await serveTerm({
  store,
  term: { ...term, fetch: createTermFetch(term) },
  token,
  apiRoot,
  botInfo: asking.botInfo,
  receive: (bot, ways) => startPolling(bot, log, term, ways),
  knowledge: () => knowledge,
  catalogue,
  ownerIds: [],
  operator: { name: undefined, contact: undefined },
  isFiles: true,
  retentionDays: 730,
  perSecond: 28,
  storageChatId: undefined,
  log,
  clock: systemClock,
});

type Told = { readonly people: readonly [number, number] } | { readonly broadcast: string } | { readonly end: true };
process.on('message', (told: Told) => void obey(told));

async function obey(told: Told): Promise<void> {
  if ('people' in told) {
    const [first, count] = told.people;
    await Promise.all(
      Array.from({ length: count }, (_, index) => parts.people.change(first + index, '2026-11-23', { news: true })),
    );
    process.send?.('people');
  } else if ('broadcast' in told) {
    const id = told.broadcast;
    await parts.delivery.enqueue({
      id,
      topic: 'schemes',
      audience: { name: 'people', args: { topic: 'schemes' } },
      message: { kind: 'text', text: { hi: 'शिविर कल है।' } },
      urgent: true,
    });
    while ((await parts.delivery.get(id))?.open === true) await systemClock.sleep(100);
    process.send?.((await parts.delivery.get(id))?.counts);
  } else {
    term.end();
    await stop();
    await store.close();
    await rm(dir, { recursive: true });
    process.disconnect();
  }
}
process.send?.('ready');
