import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLease, givenBack, LEASE_TIMINGS, renewed, taken, type Lease } from '../../src/store/lease.js';
import type { Term } from '../../src/store/term.js';
import { LeaseWorld, type Trouble } from './lease-world.js';

const STEP_MS = 50;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Process {
  readonly lease: Lease;
  readonly terms: Term[];
  readonly faults: string[];
  stops: number;
}

function join(world: LeaseWorld, holder: string, troubles: readonly Trouble[] = [], rate = 1, starts = async () => {}) {
  const terms: Term[] = [];
  const faults: string[] = [];
  const process: Process = {
    terms,
    faults,
    stops: 0,
    lease: createLease({
      ...world.process(troubles, rate),
      holder,
      onServe: async (term) => {
        terms.push(term);
        await starts();
        return async () => void (process.stops += 1);
      },
      onFault: (what) => void faults.push(what),
    }),
  };
  return process;
}
const serves = ({ terms }: Process): boolean => terms.some((term) => term.isServing());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('the record of the lease', () => {
  const mine = { holder: 'a', generation: 4, validUntil: 100 };

  it('is taken when nobody has it or its time is over, and the generation grows', () => {
    expect(taken(undefined, 'b', 50, 10)).toEqual({ holder: 'b', generation: 1, validUntil: 60 });
    expect(taken(mine, 'b', 99, 10)).toBeUndefined();
    expect(taken(mine, 'b', 100, 10)).toEqual({ holder: 'b', generation: 5, validUntil: 110 });
  });

  it('is renewed for its own term only, and never made shorter', () => {
    expect(renewed(mine, mine, 95, 10)).toEqual({ ...mine, validUntil: 105 });
    expect(renewed(mine, mine, 80, 10)).toEqual(mine);
    expect(renewed({ ...mine, generation: 5 }, mine, 95, 10)).toBeUndefined();
    expect(renewed({ ...mine, holder: 'b' }, mine, 95, 10)).toBeUndefined();
  });

  it('is given back by its holder only', () => {
    expect(givenBack(mine, mine)).toEqual({ ...mine, validUntil: 0 });
    expect(givenBack({ ...mine, holder: 'b' }, mine)).toEqual({ ...mine, holder: 'b' });
  });
});

describe('the lease', () => {
  it('lets one serve and the other stand by', async () => {
    const world = new LeaseWorld();
    const [a, b] = [join(world, 'a'), join(world, 'b')];
    await pass(60_000);
    expect([a, b].filter(serves)).toHaveLength(1);
    expect(world.record?.generation).toBe(1);
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  it('goes to the standby at once when it is given back', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a');
    await pass(500);
    const b = join(world, 'b');
    await pass(5_000);
    void a.lease.stop();
    await pass(LEASE_TIMINGS.lookEvery + 100);
    expect(a.stops).toBe(1);
    expect(serves(b)).toBe(true);
    expect(world.record?.generation).toBe(2);
  });

  it('goes to the standby in time when the holder freezes, and the holder knows before it acts', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a', [{ kind: 'freeze', from: 4_000, ms: 30_000 }]);
    await pass(500);
    const b = join(world, 'b');
    await pass(3_000 + LEASE_TIMINGS.valid + LEASE_TIMINGS.lookEvery + 600);
    expect(serves(b)).toBe(true);
    expect(a.terms[0]?.holdsLease()).toBe(false);
    await pass(30_000);
    expect(a.stops).toBe(1);
    expect(a.terms).toHaveLength(1);
    expect(serves(b)).toBe(true);
  });

  it('ends the work and then the calls before the lease ends, when the store is away', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a', [{ kind: 'refused', from: 1_000, ms: 60_000 }]);
    await pass(LEASE_TIMINGS.stopAfter - 100);
    expect(serves(a)).toBe(true);
    await pass(200);
    expect(serves(a)).toBe(false);
    expect(a.terms[0]?.signal.aborted).toBe(true);
    expect(a.stops).toBe(1);
    expect(a.faults).toContain('could not renew the lease');
  });

  it('serves again under a new generation when the store is back', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a', [{ kind: 'request lost', from: 1_000, ms: 30_000 }]);
    await pass(45_000);
    expect(serves(a)).toBe(true);
    expect(a.terms.map(({ generation }) => generation)).toEqual([1, 2]);
  });

  it('survives one lost renewal', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a', [{ kind: 'answer lost', from: 2_900, ms: 300 }]);
    await pass(20_000);
    expect(a.terms).toHaveLength(1);
    expect(serves(a)).toBe(true);
  });

  it('goes to the other when one cannot start', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a', [], 1, () => Promise.reject(new Error('Telegram is away')));
    await pass(500);
    const b = join(world, 'b');
    await pass(2_000);
    expect(a.faults).toEqual(['serving failed']);
    expect(serves(b)).toBe(true);
  });

  it('does not wait for a start or a stop that hangs longer than the lease holds', async () => {
    const world = new LeaseWorld();
    const a = join(world, 'a', [{ kind: 'refused', from: 1_000, ms: 20_000 }], 1, () => new Promise(() => undefined));
    await pass(30_000);
    expect(a.terms.map(({ generation }) => generation)).toEqual([1, 2]);
    expect(a.terms[0]?.over.aborted).toBe(true);
  });

  it('is never held by two at a time, whatever freezes, fails or is slow', async () => {
    const trouble = fc.record({
      kind: fc.constantFrom<Trouble['kind']>('freeze', 'refused', 'request lost', 'answer lost', 'slow'),
      from: fc.integer({ min: 0, max: 60_000 }),
      ms: fc.integer({ min: 100, max: 25_000 }),
    });
    const life = fc.record({
      troubles: fc.array(trouble, { maxLength: 5 }),
      rate: fc.double({ min: 0.99, max: 1.01, noNaN: true }),
      stopsAt: fc.option(fc.integer({ min: 1_000, max: 60_000 })),
    });
    let takeovers = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 2, maxLength: 3 }), async (lives) => {
        vi.useFakeTimers({ now: 0 });
        const world = new LeaseWorld();
        const processes = lives.map(({ troubles, rate }, index) => join(world, `p${index}`, troubles, rate));
        while (world.elapsed < 90_000) {
          await pass(STEP_MS);
          for (const [index, { stopsAt }] of lives.entries())
            if (stopsAt !== null && Math.abs(world.elapsed - stopsAt) < STEP_MS) void processes[index]?.lease.stop();
          const holding = processes.flatMap(({ terms }, index) =>
            terms.filter((term) => term.holdsLease()).map(({ generation }) => ({ holder: `p${index}`, generation })),
          );
          const { validUntil = 0, ...held } = world.record ?? {};
          // Whoever believes to hold it is whom the store names, for as long as the store says.
          expect(holding).toEqual(holding.length > 0 && validUntil > world.now ? [held] : []);
        }
        let before = 0;
        for (const { generation } of world.history) {
          expect([before, before + 1]).toContain(generation);
          before = generation;
        }
        takeovers += before - 1;
        vi.clearAllTimers();
      }),
      { numRuns: 15 },
    );
    expect(takeovers).toBeGreaterThan(10); // else the property would say nothing
  }, 180_000);
});
