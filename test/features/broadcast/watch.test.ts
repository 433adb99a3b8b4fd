import { Api } from 'grammy';
import { describe, expect, it } from 'vitest';
import { createDelivery, type Delivery } from '../../../src/delivery/delivery.js';
import type { Outcome } from '../../../src/delivery/outcome.js';
import { createPace } from '../../../src/delivery/pace.js';
import { watchBroadcasts } from '../../../src/features/broadcast/watch.js';
import { createLog } from '../../../src/log.js';
import { readCatalogue } from '../../../src/messages/read.js';
import type { Store } from '../../../src/store/port.js';
import { virtualClock } from '../../delivery/virtual-clock.js';
import { memoryStore } from '../../store/memory-store.js';

const catalogue = await readCatalogue('locales');
const ADMINISTRATOR = 77;
const PAGE = 500;

/** A process with its delivery and its watch; another one may be started on the same store. */
function startOn(
  store: Store,
  options: {
    readonly people?: number;
    readonly outcome?: (recipient: number) => Outcome;
    /** thrown instead of an answer to this call, the first of its method being 1 */
    readonly fault?: (method: string, call: number) => Error | undefined;
    readonly isWatched?: boolean;
  } = {},
) {
  const clock = virtualClock();
  const told: string[] = [];
  const pages: string[] = [];
  const calls = new Map<string, number>();
  const api = new Api('1:x', {
    fetch: async (input: string, init?: { body?: unknown }) => {
      const method = input.split('/').at(-1) ?? '';
      const call = (calls.get(method) ?? 0) + 1;
      calls.set(method, call);
      const { text } = JSON.parse(String(init?.body)) as { text: string };
      const error = options.fault?.(method, call);
      if (error !== undefined) throw error;
      (method === 'sendMessage' ? told : pages).push(text);
      return new Response(JSON.stringify({ ok: true, result: { message_id: 1 } }));
    },
  });
  const delivery = createDelivery({
    store,
    clock,
    pace: createPace({ now: clock.monotonic }),
    audiences: {
      all: async function* all(_args, after = '0') {
        for (let id = Number(after) + 1; id <= (options.people ?? 3); id += 1) yield id;
      },
    },
    send: async (recipient) => options.outcome?.(recipient) ?? { kind: 'sent', messageId: recipient },
    touch: async () => ({ kind: 'done', mark: 'deleted' }),
    mayReceive: async () => true,
    onUnreachable: async () => undefined,
    onMoved: async () => undefined,
    heldTopics: [],
    mayWork: () => true,
    newId: () => 'b1',
    warn: () => undefined,
  });
  const stop = new AbortController();
  const { translate } = catalogue;
  const running = [
    delivery.run(stop.signal),
    options.isWatched === false
      ? Promise.resolve()
      : watchBroadcasts(
          { api, delivery, translate, languageOf: async () => 'en', clock, log: createLog('silent') },
          stop.signal,
        ),
  ];
  return {
    delivery,
    told,
    pages,
    /** lets half a minute pass */
    wait: () => clock.run(clock.sleep(30_000)),
    stop: async () => {
      stop.abort();
      await clock.run(Promise.all(running));
    },
  };
}

const order = (delivery: Delivery): Promise<string> =>
  delivery.enqueue({
    by: ADMINISTRATOR,
    topic: 'schemes',
    audience: { name: 'all', args: null },
    message: null,
    progress: { chatId: ADMINISTRATOR, messageId: PAGE },
  });

describe('what the administrator is told of a broadcast', () => {
  it.each([0, 1, 2, 3, 250])('its end, once, when it goes to %i people', async (people) => {
    const house = startOn(memoryStore(), { people });
    await order(house.delivery);
    await house.wait();
    expect(house.told).toEqual([`✅ Done. It reached ${people}.`]);
    expect(house.pages.at(-1)).toMatch(/^✅ Done/);
    await house.stop();
  });

  it('that it stopped by itself, again when it stops again, and then its end', async () => {
    let isBroken = true;
    const house = startOn(memoryStore(), {
      people: 200,
      outcome: (recipient) => (isBroken ? { kind: 'failed', why: 'bad' } : { kind: 'sent', messageId: recipient }),
    });
    const id = await order(house.delivery);
    await house.wait();
    expect(house.told).toEqual(['⚠️ Very many failed, so it was stopped. Please look above.']);
    await house.delivery.resume(id);
    await house.wait();
    expect(house.told).toHaveLength(2);
    isBroken = false;
    await house.delivery.resume(id);
    await house.wait();
    expect(house.told.map((text) => text.slice(0, 6))).toEqual(['⚠️ Ver', '⚠️ Ver', '✅ Done']);
    await house.stop();
  });

  it('that some are in doubt, but not what they decided themselves', async () => {
    const house = startOn(memoryStore(), {
      outcome: (recipient) =>
        recipient === 2 ? { kind: 'doubt', why: 'ECONNRESET' } : { kind: 'sent', messageId: recipient },
    });
    const id = await order(house.delivery);
    await house.wait();
    await house.delivery.letBe(id);
    await house.wait();
    expect(house.told).toEqual(['❓ Nearly done. It reached 2. Some are in doubt; please look above and decide.']);
    expect(house.pages.at(-1)).toMatch(/^✅ Done/);
    await house.stop();
  });

  it('nothing of a pause or an end of their own', async () => {
    const house = startOn(memoryStore(), { people: 2_000 });
    const id = await order(house.delivery);
    await house.delivery.pause(id);
    await house.wait();
    await house.delivery.resume(id);
    await house.delivery.cancel(id);
    await house.wait();
    expect(house.told).toEqual([]);
    await house.stop();
  });

  it('what a kill came before, after the restart, and not again after the next', async () => {
    const store = memoryStore();
    const killed = startOn(store, { isWatched: false });
    await order(killed.delivery);
    await killed.wait();
    await killed.stop();
    for (const expected of [['✅ Done. It reached 3.'], []]) {
      const house = startOn(store);
      await house.wait();
      expect(house.told).toEqual(expected);
      await house.stop();
    }
  });

  it('later, when Telegram cannot be reached, and then once', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const house = startOn(memoryStore(), {
      fault: (method, call) => (method === 'sendMessage' && call < 4 ? refused : undefined),
    });
    await order(house.delivery);
    await house.wait();
    await house.wait();
    expect(house.told).toEqual(['✅ Done. It reached 3.']);
    await house.stop();
  });

  it('not a second time what may have arrived', async () => {
    let sent = 0;
    const house = startOn(memoryStore(), {
      fault: (method) => {
        if (method !== 'sendMessage') return undefined;
        sent += 1;
        return Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      },
    });
    await order(house.delivery);
    await house.wait();
    await house.wait();
    expect(sent).toBe(1);
    await house.stop();
  });

  it('the page, once Telegram is there again', async () => {
    const house = startOn(memoryStore(), {
      fault: (method, call) => (method === 'editMessageText' && call < 5 ? new Error('away') : undefined),
    });
    await order(house.delivery);
    await house.wait();
    await house.wait();
    expect(house.pages.at(-1)).toMatch(/^✅ Done/);
    expect(house.told).toHaveLength(1);
    await house.stop();
  });
});
