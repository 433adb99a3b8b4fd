import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/port.js';
import type { Broadcast } from '../../src/delivery/broadcast.js';
import { toArray } from '../../src/store/query.js';
import { memoryStore } from '../store/memory-store.js';
import { setUp, type Setup } from './set-up.js';
import { virtualClock } from './virtual-clock.js';

describe('a broadcast', () => {
  it('reaches everybody once, at no more than 28 a second and hardly less', async () => {
    const { telegram, until, order, clock } = setUp({ people: 3_000 });
    const id = await order();
    const begin = clock.now();
    const { counts } = await until(id, 'finished');
    expect(counts).toMatchObject({ sent: 3_000, queued: 0, claimed: 0 });
    expect(new Set(telegram.taken.map(({ recipient }) => recipient)).size).toBe(3_000);
    expect(telegram.refused()).toBe(0);
    expect(telegram.busiest()).toBeLessThanOrEqual(28);
    const seconds = ((telegram.taken.at(-1)?.at ?? 0) - begin) / 1_000;
    expect(3_000 / seconds / 28).toBeGreaterThan(0.97);
  });

  it('stays below the limit when the way to Telegram jitters and the process stalls', async () => {
    const { telegram, until, order, clock } = setUp({
      people: 1_000,
      latencyMs: (call) => 20 + ((call * 37) % 90),
      fault: (_recipient, call) => {
        if (call % 150 === 0) clock.stall(400);
        return undefined;
      },
    });
    await until(await order(), 'finished');
    expect(telegram.taken).toHaveLength(1_000);
    expect(telegram.refused()).toBe(0);
  });

  it('sends no burst while the store is asked whether they still want it', async () => {
    const clock = virtualClock();
    const { telegram, until, order } = setUp({
      people: 300,
      clock,
      latencyMs: () => 4,
      deps: { mayReceive: async () => (await clock.sleep(200), true) },
    });
    await until(await order(), 'finished');
    const times = telegram.taken.map(({ at }) => at);
    // Lost time is made up by at most 80 ms: two or three at once, not what 200 ms would hold.
    const burst = Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + 20).length));
    expect(burst).toBeLessThanOrEqual(4);
    expect(telegram.busiest()).toBeLessThanOrEqual(29);
  });

  it('settles what every recipient is: sent, blocked, failed, in doubt', async () => {
    const { until, order, unreachable } = setUp({
      people: 100,
      fault: (recipient) =>
        recipient % 20 === 0
          ? { kind: 'blocked', why: 'Forbidden: bot was blocked by the user' }
          : recipient === 7
            ? { kind: 'failed', why: 'Bad Request: wrong' }
            : recipient === 9
              ? { kind: 'doubt', why: 'ECONNRESET' }
              : undefined,
    });
    const { counts, broadcast } = await until(await order(), 'undecided', 'finished');
    expect(counts).toMatchObject({ sent: 93, blocked: 5, failed: 1, doubt: 1, queued: 0, claimed: 0 });
    expect(broadcast.state).toBe('undecided');
    expect(unreachable).toEqual([20, 40, 60, 80, 100]);
  });

  it('is finished once the administrator has decided on those in doubt', async () => {
    let resets = 1;
    const { until, order, delivery, telegram } = setUp({
      people: 10,
      fault: (recipient) => (recipient === 3 && resets-- > 0 ? { kind: 'doubt', why: 'ECONNRESET' } : undefined),
    });
    const id = await order();
    await until(id, 'undecided');
    expect(await delivery.resend(id, ['doubt'])).toBe(1);
    const { counts } = await until(id, 'finished');
    expect(counts).toMatchObject({ sent: 10, doubt: 0 });
    expect(telegram.taken).toHaveLength(10);
  });

  it('repeats what surely did not arrive, and waits out a connection that is away', async () => {
    const { until, order, clock, telegram } = setUp({
      people: 50,
      fault: () => (clock.now() < away ? { kind: 'again', why: 'ECONNREFUSED', isConnection: true } : undefined),
    });
    const away = clock.now() + 10 * 60_000;
    const { counts } = await until(await order(), 'finished');
    expect(counts.sent).toBe(50);
    // one tries at a time, at growing distances
    expect(telegram.calls()).toBeLessThan(50 + 60);
  });

  it('gives up on a recipient at whom Telegram itself fails again and again', async () => {
    const { until, order } = setUp({
      people: 5,
      fault: (recipient) => (recipient === 2 ? { kind: 'again', why: 'Bad Gateway', isConnection: false } : undefined),
    });
    const { counts } = await until(await order(), 'finished');
    expect(counts).toMatchObject({ sent: 4, failed: 1 });
  });

  it('stops by itself when an unusual share fails, and goes on when told to', async () => {
    let isBroken = true;
    const { until, order, delivery } = setUp({
      people: 400,
      fault: () => (isBroken ? { kind: 'failed', why: 'Bad Request: wrong' } : undefined),
    });
    const id = await order();
    const { counts, broadcast } = await until(id, 'paused');
    expect(broadcast.pausedBy).toBe('failures');
    expect(counts.failed).toBeLessThan(60);
    isBroken = false;
    await delivery.resume(id);
    const { counts: after } = await until(id, 'finished');
    expect(after.sent + after.failed).toBe(400);
    await delivery.resend(id, ['failed']);
    expect((await until(id, 'finished')).counts.sent).toBe(400);
  });

  it('does not send to whoever stopped the topic in the meantime', async () => {
    const { until, order, telegram } = setUp({
      people: 20,
      deps: { mayReceive: async (recipient) => recipient % 2 === 0 },
    });
    const { counts } = await until(await order(), 'finished');
    expect(counts).toMatchObject({ sent: 10, left: 10 });
    expect(telegram.taken).toHaveLength(10);
  });

  it('follows a group that became a supergroup', async () => {
    const moved: number[][] = [];
    const { until, order, telegram } = setUp({
      deps: {
        audiences: {
          all: async function* all() {
            yield -5;
            yield -6;
          },
        },
        onMoved: async (from, to) => void moved.push([from, to]),
      },
      fault: (recipient) => (recipient === -5 ? { kind: 'moved', to: -1005 } : undefined),
    });
    const { counts } = await until(await order(), 'finished');
    expect(counts.sent).toBe(2);
    expect(moved).toEqual([[-5, -1005]]);
    expect(new Set(telegram.taken.map(({ recipient }) => recipient))).toEqual(new Set([-1005, -6]));
  });

  it.each(Array.from({ length: 12 }, (_, turns) => turns))(
    'an order that comes %i turns after it began to look is seen at once',
    async (turns) => {
      const { order, delivery, telegram, clock } = setUp({ people: 1 });
      const stop = new AbortController();
      const running = delivery.run(stop.signal);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const begin = clock.monotonic();
      await order();
      await clock.run(clock.sleep(25_000));
      expect((telegram.taken[0]?.at ?? Infinity) - clock.now() + clock.monotonic() - begin).toBeLessThan(2_000);
      stop.abort();
      await clock.run(running);
    },
  );

  it('an order with an id is taken once', async () => {
    const { order, delivery } = setUp();
    await order({ id: 'meetup-1' });
    await order({ id: 'meetup-1' });
    expect(await delivery.latest(10)).toHaveLength(1);
  });
});

describe('among 1,100 broadcasts', () => {
  const LAST = 1_100;
  /** Older ones that are over, or that wait for their time; their ids sort before that of an order. */
  async function setUpMany(change: (n: number) => Partial<Broadcast>): Promise<Setup> {
    const setup = setUp({ people: 20 });
    const id = await setup.order({ id: 'a0000' });
    const over = (await setup.until(id, 'finished')).broadcast;
    const broadcasts = setup.store.collection<Broadcast>('broadcasts');
    for (let n = 1; n < LAST; n += 1) {
      const one = `a${String(n).padStart(4, '0')}`;
      await broadcasts.insert(one, { ...over, id: one, createdAt: over.createdAt - LAST + n, ...change(n) });
    }
    return setup;
  }

  it('the newest is first in the list', async () => {
    const { order, delivery } = await setUpMany((n) => (n === 1_090 ? { createdAt: 1 } : {}));
    const id = await order({ id: 'z' });
    expect((await delivery.latest(3)).map((one) => one.id)).toEqual([id, 'a0000', 'a1099']);
    expect((await delivery.latest(100)).map((one) => one.id)).not.toContain('a1090');
  });

  it('the newest is sent although all others wait for their time', async () => {
    const { order, until } = await setUpMany(() => ({ state: 'scheduled', open: true, notBefore: 4_000_000_000_000 }));
    expect((await until(await order({ id: 'z' }), 'finished')).counts.sent).toBe(20);
  });

  it('the ledger of the last is dropped when it is old', async () => {
    const { order, until, delivery, clock } = await setUpMany(() => ({ endedAt: 4_000_000_000_000 }));
    const id = await order({ id: 'z' });
    await until(id, 'finished');
    expect(await toArray(delivery.rows(id))).toHaveLength(20);
    await delivery.dropLedgersBefore(clock.now() + 1);
    expect(await toArray(delivery.rows(id))).toEqual([]);
  });
});

describe('in hand', () => {
  it('pauses and goes on where it stopped', async () => {
    const { until, order, delivery, telegram, clock } = setUp({ people: 300 });
    const id = await order();
    void clock.sleep(4_000).then(() => delivery.pause(id));
    await until(id, 'paused');
    const before = telegram.taken.length;
    expect(before).toBeGreaterThan(50);
    expect(before).toBeLessThan(200);
    await delivery.resume(id);
    const { counts } = await until(id, 'finished');
    expect(counts.sent).toBe(300);
    expect(telegram.taken).toHaveLength(300);
  });

  it('a cancelled one sends nothing more, also when asked to repeat, and keeps what it counted', async () => {
    const { until, order, delivery, telegram, clock } = setUp({
      people: 300,
      fault: (recipient) => (recipient === 5 ? { kind: 'failed', why: 'Bad Request: wrong' } : undefined),
    });
    const id = await order();
    void clock.sleep(3_000).then(() => delivery.cancel(id));
    await until(id, 'cancelled');
    const sent = telegram.taken.length;
    const other = await order({ urgent: true, audience: { name: 'all', args: null } });
    await until(other, 'finished');
    const status = await delivery.status(id);
    expect(status?.broadcast.open).toBe(false);
    expect(status?.broadcast.counts).toMatchObject({ sent, claimed: 0 });
    expect(await delivery.resend(id, ['failed'])).toBe(0);
  });

  it('an urgent one goes before the one in hand', async () => {
    const { until, order, delivery, telegram, clock } = setUp({ people: 200 });
    const slow = await order();
    let urgent = '';
    void clock.sleep(2_000).then(async () => {
      urgent = await order({ urgent: true });
    });
    await until(slow, 'finished');
    const first = await delivery.get(urgent);
    const second = await delivery.get(slow);
    expect(first?.endedAt ?? Infinity).toBeLessThan(second?.endedAt ?? 0);
    expect(telegram.taken).toHaveLength(400);
  });

  it('tells how far it is every few seconds', async () => {
    const { until, order, statuses } = setUp({ people: 300 });
    await until(await order(), 'finished');
    const sending = statuses.filter(({ broadcast }) => broadcast.state === 'sending');
    expect(sending.length).toBeGreaterThan(3);
    expect(sending.at(-2)?.perSecond).toBeGreaterThan(20);
    expect(statuses.at(-1)?.broadcast.state).toBe('finished');
  });
});

describe('when', () => {
  it('waits for its time', async () => {
    const { until, order, telegram, clock } = setUp({ people: 3 });
    const at = clock.now() + 3 * 3_600_000;
    await until(await order({ notBefore: at }), 'finished');
    expect(telegram.taken[0]?.at).toBeGreaterThanOrEqual(at);
  });

  it.each([
    ['2026-11-23T22:00:00+05:30', false, '2026-11-24T08:00:00+05:30'],
    ['2026-11-24T03:00:00+05:30', false, '2026-11-24T08:00:00+05:30'],
    ['2026-11-24T03:00:00+05:30', true, '2026-11-24T03:00:00+05:30'],
    ['2026-11-24T20:59:00+05:30', false, '2026-11-24T20:59:00+05:30'],
  ])('ordered at %s, urgent: %s, it goes out at %s', async (start, urgent, expected) => {
    const { until, order, telegram } = setUp({ people: 3, start });
    await until(await order({ urgent }), 'finished');
    expect(Math.abs((telegram.taken[0]?.at ?? 0) - Date.parse(expected))).toBeLessThan(5_000);
  });

  it('stops at nine in the evening in the middle, and goes on in the morning', async () => {
    const { until, order, telegram } = setUp({ people: 200, start: '2026-11-23T20:59:57+05:30' });
    const { counts } = await until(await order(), 'finished');
    expect(counts.sent).toBe(200);
    const night = telegram.taken.filter(
      ({ at }) => at > Date.parse('2026-11-23T21:00:03+05:30') && at < Date.parse('2026-11-24T08:00:00+05:30'),
    );
    expect(night).toEqual([]);
    expect(telegram.taken.length).toBe(200);
  });

  it('publicity is held until the day that was set, even when it is urgent; other topics go', async () => {
    const { until, order, delivery, telegram, clock } = setUp({ people: 3 });
    const heldUntil = clock.now() + 5 * 24 * 3_600_000;
    await delivery.hold(heldUntil);
    const held = await order({ urgent: true });
    await until(await order({ topic: 'meetups', urgent: true }), 'finished');
    expect(telegram.taken).toHaveLength(3);
    expect((await delivery.status(held))?.waiting).toEqual({ until: heldUntil, why: 'hold' });
    const midnight = Date.parse('2026-12-16T00:00:00+05:30');
    await delivery.hold(midnight);
    const calm = await order();
    expect((await delivery.status(calm))?.waiting).toEqual({ until: midnight + 8 * 3_600_000, why: 'hold' });
    await delivery.cancel(calm);
    await delivery.hold(heldUntil);
    await until(held, 'finished');
    expect(telegram.taken.at(-1)?.at).toBeGreaterThanOrEqual(heldUntil);
  });
});

describe('a message that nobody was there to send in time', () => {
  it('waits, and the administrator is asked; it goes when told so', async () => {
    const store = memoryStore();
    const before = setUp({ people: 3, store });
    const id = await before.order({ notBefore: before.clock.now() + 3_600_000 });
    const after = setUp({ people: 3, store, start: '2026-11-23T12:01:00+05:30' });
    const { broadcast } = await after.until(id, 'paused');
    expect(broadcast.pausedBy).toBe('late');
    expect(after.telegram.taken).toEqual([]);
    await after.delivery.resume(id);
    expect((await after.until(id, 'finished')).counts.sent).toBe(3);
  });

  it.each([
    ['less than an hour late', '2026-11-23T11:00:00+05:30', '2026-11-23T11:59:00+05:30'],
    ['asked for in the night, in the morning', '2026-11-23T22:00:00+05:30', '2026-11-24T08:30:00+05:30'],
  ])('%s it simply goes', async (_title, time, start) => {
    const store = memoryStore();
    const id = await setUp({ people: 3, store }).order({ notBefore: Date.parse(time) });
    const after = setUp({ people: 3, store, start });
    await after.until(id, 'finished');
    expect(after.telegram.taken).toHaveLength(3);
  });

  it('what waited for the end of a hold is not late, also when the hold was ended before its time', async () => {
    const { delivery, order, until, clock, telegram } = setUp({ people: 3 });
    await delivery.hold(clock.now() + 30 * 24 * 3_600_000);
    const id = await order();
    await clock.run(clock.sleep(5 * 3_600_000));
    await delivery.hold(undefined);
    await until(id, 'finished');
    expect(telegram.taken).toHaveLength(3);
  });

  it('one that was paused before it began is not late when it goes on', async () => {
    const { delivery, order, until, clock } = setUp({ people: 3 });
    const id = await order({ notBefore: clock.now() + 60_000 });
    await delivery.pause(id);
    await clock.run(clock.sleep(5 * 3_600_000));
    await delivery.resume(id);
    expect((await until(id, 'finished')).counts.sent).toBe(3);
  });
});

describe('after a crash', () => {
  it('nobody confirmed gets it twice, nobody queued is lost, the rest is in doubt', async () => {
    const store = memoryStore();
    const first = setUp({ people: 500, store });
    const id = await first.order();
    const stop = new AbortController();
    void first.delivery.run(stop.signal);
    await first.clock.run(first.clock.sleep(7_000)); // and never again: the process is gone
    const got = new Set(first.telegram.taken.map(({ recipient }) => recipient));
    const second = setUp({ people: 500, store });
    const { counts } = await second.until(id, 'undecided', 'finished');
    const again = second.telegram.taken.filter(({ recipient }) => got.has(recipient));
    expect(again).toEqual([]);
    expect(counts.sent + counts.doubt).toBe(500);
    expect(counts.doubt).toBeGreaterThan(0);
    // In flight or not yet written: a quarter of a second's sends, not those of the next seconds.
    expect(counts.doubt).toBeLessThanOrEqual(10);
    expect(second.warnings[0]).toContain('in doubt');
  });

  it('a ledger that was half written is written on', async () => {
    const store = memoryStore();
    const first = setUp({
      store,
      deps: {
        audiences: {
          all: async function* all() {
            for (let recipient = 1; recipient <= 7_000; recipient += 1) yield recipient;
            throw new Error('the power is gone');
          },
        },
      },
    });
    const id = await first.order();
    void first.delivery.run(new AbortController().signal);
    await first.clock.run(first.clock.sleep(500));
    expect(await first.delivery.get(id)).toMatchObject({ state: 'filling', total: 5_000, cursor: '5000' });
    const second = setUp({ people: 12_000, store });
    const { counts } = await second.until(id, 'sending');
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(12_000);
  });
});

describe('afterwards', () => {
  it('a pass goes over what was sent, and again only over what is not done', async () => {
    const touched: number[] = [];
    let isAway = true;
    const { until, order, delivery } = setUp({
      people: 150,
      fault: (recipient) => (recipient <= 10 ? { kind: 'blocked', why: '' } : undefined),
      deps: {
        touch: async (recipient, _messageId) => {
          if (isAway && recipient === 100) {
            isAway = false;
            return { kind: 'again', why: '', isConnection: true };
          }
          touched.push(recipient);
          return { kind: 'done', mark: recipient % 2 === 0 ? 'deleted' : recipient % 3 === 0 ? 'edited' : 'neither' };
        },
      },
    });
    const id = await order();
    await until(id, 'finished');
    expect(await delivery.startPass(id, { kind: 'recall' })).toBe(true);
    expect(await delivery.startPass(id, { kind: 'recall' })).toBe(false);
    const status = await until(id, 'pass done');
    expect(touched.sort((a, b) => a - b)).toEqual(Array.from({ length: 140 }, (_, index) => index + 11));
    expect(status.pass).toMatchObject({ waiting: 0, deleted: 70 });
    expect((status.pass?.edited ?? 0) + (status.pass?.neither ?? 0)).toBe(70);
  });

  it('one that was taken back is over: nobody gets it later, and it is not corrected', async () => {
    const { until, order, delivery, telegram } = setUp({
      people: 20,
      fault: (recipient) => (recipient === 4 ? { kind: 'failed', why: 'Bad Request: wrong' } : undefined),
    });
    const id = await order();
    await until(id, 'finished');
    await delivery.startPass(id, { kind: 'recall' });
    const { broadcast } = await until(id, 'pass done');
    expect(broadcast).toMatchObject({ state: 'takenBack', open: false });
    expect(await delivery.resend(id, ['failed'])).toBe(0);
    expect(await delivery.startPass(id, { kind: 'correct', text: 'other' })).toBe(false);
    expect(telegram.taken).toHaveLength(19);
  });

  it('a paused one that is taken back does not go on', async () => {
    const { until, order, delivery, telegram, clock } = setUp({ people: 300 });
    const id = await order();
    void clock.sleep(3_000).then(() => delivery.pause(id));
    await until(id, 'paused');
    await delivery.startPass(id, { kind: 'recall' });
    await until(id, 'takenBack');
    const sent = telegram.taken.length;
    await delivery.resume(id);
    await clock.run(clock.sleep(5_000));
    expect(telegram.taken).toHaveLength(sent);
  });

  it('what is to be told is taken by the first who asks, and given back only as long as it holds', async () => {
    const { until, order, delivery } = setUp({ people: 3 });
    const id = await order();
    expect(await delivery.takeNews(id)).toBeUndefined();
    await until(id, 'finished');
    expect((await delivery.withNews()).map((one) => one.id)).toEqual([id]);
    const taken = await delivery.takeNews(id);
    expect(taken).toMatchObject({ id, state: 'finished' });
    expect(await delivery.takeNews(id)).toBeUndefined();
    if (taken === undefined) return;
    await delivery.returnNews(taken);
    expect(await delivery.withNews()).toHaveLength(1);
    await delivery.takeNews(id);
    await delivery.returnNews({ ...taken, state: 'undecided' });
    expect(await delivery.withNews()).toEqual([]);
  });

  it('gets another time as long as it has not begun', async () => {
    const { until, order, delivery, clock } = setUp({ people: 3 });
    const at = clock.now() + 3_600_000;
    const id = await order({ notBefore: at });
    expect(await delivery.reschedule(id, at + 3_600_000)).toBe(true);
    expect((await delivery.status(id))?.waiting).toEqual({ until: at + 3_600_000, why: 'time' });
    await until(id, 'finished');
    expect(clock.now()).toBeGreaterThan(at + 3_500_000);
    expect(await delivery.reschedule(id, clock.now() + 1)).toBe(false);
  });

  it('a forgotten person leaves the queue and the ledger', async () => {
    const { until, order, delivery, telegram, clock } = setUp({ people: 300 });
    const id = await order();
    void clock.sleep(2_000).then(() => delivery.keeper.forget(299));
    await until(id, 'finished');
    await delivery.keeper.forget(1);
    expect(telegram.taken.some(({ recipient }) => recipient === 299)).toBe(false);
    expect(await delivery.keeper.show(1)).toBeUndefined();
    expect(await delivery.keeper.show(2)).toEqual([{ broadcast: id, state: 'sent', messageId: expect.any(Number) }]);
    // Nor does the record of the broadcast keep who was the last of the list.
    expect((await delivery.get(id))?.cursor).toBeUndefined();
    const ids: number[] = [];
    for await (const row of delivery.rows(id)) ids.push(row.id);
    expect(ids.filter((one) => one === 0)).toHaveLength(2);
  });
});

describe('the store is full', () => {
  it('what cannot be claimed is not sent; it goes on when there is room', async () => {
    const inner = memoryStore();
    let isFull = false;
    const store: Store = {
      ...inner,
      collection: (name, options) => {
        const collection = inner.collection(name, options) as never as ReturnType<Store['collection']>;
        return {
          ...collection,
          update: async (id: string, change: never) => {
            if (isFull && name === 'ledger') throw new Error('no space left');
            return collection.update(id, change);
          },
        } as never;
      },
    };
    const { until, order, clock, telegram } = setUp({ people: 200, store });
    const id = await order();
    void clock.sleep(2_000).then(() => (isFull = true));
    void clock.sleep(20_000).then(() => {
      expect(telegram.taken.length).toBeLessThan(150);
      isFull = false;
    });
    const { counts } = await until(id, 'finished', 'undecided');
    expect(counts.sent).toBe(200);
    expect(telegram.taken).toHaveLength(200);
  });
});
