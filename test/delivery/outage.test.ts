import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/delivery/delivery.js';
import type { Collection, Store } from '../../src/store/port.js';
import { memoryStore } from '../store/memory-store.js';
import { setUp, type Setup } from './set-up.js';
import { telegramDouble } from './telegram-double.js';
import { virtualClock } from './virtual-clock.js';

interface Outage {
  /** it begins with this call to the store, counted from the order */
  readonly fromCall: number;
  readonly ms: number;
  /** the first write that fails was carried out, only its answer is lost */
  readonly losesAnswer: boolean;
}

/** A store that is away for a while, once. */
function awayStore(clock: ReturnType<typeof virtualClock>, { fromCall, ms, losesAnswer }: Outage) {
  const inner = memoryStore();
  let calls = -Infinity;
  let awayUntil: number | undefined;
  const fail = (): never => {
    throw new Error('the database is away');
  };
  const isAway = (): boolean => {
    calls += 1;
    if (calls === fromCall) awayUntil = clock.monotonic() + ms;
    return awayUntil !== undefined && clock.monotonic() < awayUntil;
  };
  const store: Store = {
    ...inner,
    collection: <T extends object>(name: string, options?: object): Collection<T> => {
      const records = inner.collection<T>(name, options);
      return {
        get: async (id) => (isAway() ? fail() : records.get(id)),
        insert: async (id, value) => (isAway() ? fail() : records.insert(id, value)),
        update: async (id, change) => {
          if (!isAway()) return records.update(id, change);
          if (losesAnswer && calls === fromCall) await records.update(id, change);
          return fail();
        },
        walk: async function* walk(query) {
          if (isAway()) fail();
          yield* records.walk(query);
        },
        first: async (n, query) => (isAway() ? fail() : records.first(n, query)),
        count: async (where) => (isAway() ? fail() : records.count(where)),
      };
    },
  };
  return {
    store,
    begin: (): void => void (calls = 0),
    wasAway: (): boolean => awayUntil !== undefined,
    calls: (): number => calls,
  };
}

/** Runs until nothing is to be done any more, whatever the store says meanwhile. */
async function runOut({ delivery, clock }: Setup, id: string, mostMs = 3_600_000): Promise<Status> {
  const stop = new AbortController();
  const running = delivery.run(stop.signal);
  const watched = async (): Promise<Status | undefined> => {
    for (const end = clock.monotonic() + mostMs; clock.monotonic() < end;) {
      const status = await delivery.status(id).catch(() => undefined);
      if (status?.broadcast.open === false) return status;
      await clock.sleep(500);
    }
    return delivery.status(id);
  };
  const status = await clock.run(watched());
  stop.abort();
  await clock.run(running);
  if (status === undefined) throw new Error('the broadcast is gone');
  return status;
}

/** Asks the store for each recipient, as the bot does: may they, and in which language. */
function house(outage: Outage, people = 60) {
  const clock = virtualClock();
  const away = awayStore(clock, outage);
  const persons = away.store.collection<{ readonly id: number }>('people');
  const telegram = telegramDouble(clock);
  const set = setUp({
    people,
    clock,
    store: away.store,
    deps: {
      mayReceive: async (id) => (await persons.get(String(id)), true),
      send: async (id) => {
        await persons.get(String(id));
        return telegram.send(id);
      },
    },
  });
  return { ...set, telegram, away };
}

describe('our own store is away in the middle of a broadcast', () => {
  const outages = fc.record({
    fromCall: fc.integer({ min: 0, max: 250 }),
    ms: fc.constantFrom(200, 5_000, 40_000, 300_000),
    losesAnswer: fc.boolean(),
  });

  it('at any point, for any time: everybody gets it once, nobody is in doubt, and it ends', async () => {
    await fc.assert(
      fc.asyncProperty(outages, async (outage) => {
        const set = house(outage);
        const id = await set.order({ urgent: true });
        set.away.begin();
        const { broadcast, counts } = await runOut(set, id);
        const got = set.telegram.taken.map(({ recipient }) => recipient).sort((a, b) => a - b);
        expect(got).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
        expect({ state: broadcast.state, ...counts }).toMatchObject({ state: 'finished', sent: 60, doubt: 0 });
      }),
      { numRuns: 25 },
    );
  });

  it('those outages come at every step of it', async () => {
    const set = house({ fromCall: Infinity, ms: 0, losesAnswer: false });
    const id = await set.order({ urgent: true });
    set.away.begin();
    await runOut(set, id);
    expect(set.away.calls()).toBeGreaterThan(160);
  });

  it('it is asked now and then, not all the time', async () => {
    const set = house({ fromCall: 80, ms: 600_000, losesAnswer: false });
    const id = await set.order({ urgent: true });
    set.away.begin();
    await runOut(set, id);
    // Ten minutes: twice a second by the watching test, every few seconds by the delivery.
    expect(set.warnings.length).toBeLessThan(400);
    expect(set.away.calls()).toBeLessThan(250 + 1_200 + 800);
  });

  it('the next broadcast goes out after it', async () => {
    const set = house({ fromCall: 80, ms: 20_000, losesAnswer: true });
    const first = await set.order({ urgent: true });
    set.away.begin();
    await runOut(set, first);
    const second = await set.order({ urgent: true });
    expect((await runOut(set, second)).counts.sent).toBe(60);
  });

  it('an order that was written stands, also when nobody could be told of it', async () => {
    const set = house({ fromCall: 2, ms: 60_000, losesAnswer: false });
    set.away.begin();
    const id = await set.order({ id: 'meetup-1', urgent: true });
    expect((await runOut(set, id)).counts.sent).toBe(60);
  });

  it('a recall goes on where it stood', async () => {
    const clock = virtualClock();
    const away = awayStore(clock, { fromCall: 1, ms: 30_000, losesAnswer: false });
    const persons = away.store.collection<{ readonly id: number }>('people');
    const set = setUp({
      people: 50,
      clock,
      store: away.store,
      deps: {
        touch: async (recipient) => {
          if (recipient === 20 && !away.wasAway()) away.begin();
          await persons.get(String(recipient));
          return { kind: 'done', mark: 'deleted' };
        },
      },
    });
    const id = await set.order({ urgent: true });
    await runOut(set, id);
    await set.delivery.startPass(id, { kind: 'recall' });
    const { pass, broadcast } = await runOut(set, id);
    expect(away.wasAway()).toBe(true);
    expect(broadcast.state).toBe('takenBack');
    expect(pass).toMatchObject({ deleted: 50, neither: 0, waiting: 0 });
  });
});

describe('a broadcast that can never be made ready', () => {
  it.each([
    ['its audience does not exist any more', { audience: { name: 'gone', args: null } }],
    ['a fault of the program comes with each of its messages', { topic: 'broken' }],
  ])('%s: the others go out', async (_title, order) => {
    const set = setUp({
      people: 20,
      deps: {
        mayReceive: async (_id, { topic }) => {
          if (topic === 'broken') throw new TypeError('not a function');
          return true;
        },
      },
    });
    await set.order({ ...order, urgent: true });
    const good = await set.order({ topic: 'meetups' });
    expect((await runOut(set, good)).counts.sent).toBe(20);
  });
});
