import { describe, expect, it } from 'vitest';
import { createJobs, type JobHandler } from '../../src/delivery/jobs.js';
import type { Store } from '../../src/store/port.js';
import { memoryStore } from '../store/memory-store.js';

const HOUR = 3_600_000;

function setUp(handlers: Record<string, JobHandler>, store: Store = memoryStore()) {
  const time = { now: 0 };
  const warnings: string[] = [];
  const jobs = createJobs({
    store,
    clock: { now: () => time.now, sleep: async () => undefined },
    handlers,
    warn: (message) => warnings.push(message),
  });
  return { jobs, time, warnings };
}

describe('scheduled jobs', () => {
  it('run at their time, once', async () => {
    const done: number[] = [];
    const { jobs, time } = setUp({ note: async (payload) => void done.push(Number(payload)) });
    await jobs.put('a', { kind: 'note', at: HOUR, payload: 1 });
    await jobs.runDue();
    expect(done).toEqual([]);
    time.now = HOUR;
    await jobs.runDue();
    await jobs.runDue();
    expect(done).toEqual([1]);
  });

  it('run on return when the process was down, in the order of their times', async () => {
    const store = memoryStore();
    await setUp({}, store).jobs.put('b', { kind: 'note', at: 2 * HOUR, payload: 2 });
    await setUp({}, store).jobs.put('z', { kind: 'note', at: HOUR, payload: 1 });
    const done: number[] = [];
    const { jobs, time } = setUp({ note: async (payload) => void done.push(Number(payload)) }, store);
    time.now = 9 * HOUR;
    await jobs.runDue();
    expect(done).toEqual([1, 2]);
  });

  it('run when they are due, behind 1,200 of the future', async () => {
    const done: number[] = [];
    const { jobs, time } = setUp({ note: async (payload) => void done.push(Number(payload)) });
    for (let n = 1_000; n < 2_200; n += 1) await jobs.put(`a${n}`, { kind: 'note', at: 9 * HOUR, payload: n });
    await jobs.put('z', { kind: 'note', at: HOUR, payload: 1 });
    time.now = HOUR;
    expect(await jobs.runDue()).toBe(1);
    expect(done).toEqual([1]);
  });

  it('are dropped when they come too late to be useful', async () => {
    const done: number[] = [];
    const { jobs, time, warnings } = setUp({ note: async () => void done.push(1) });
    await jobs.put('a', { kind: 'note', at: HOUR, usefulUntil: 2 * HOUR });
    time.now = 3 * HOUR;
    await jobs.runDue();
    expect(done).toEqual([]);
    expect(warnings[0]).toContain('too late');
  });

  it('are tried again, later each time, until they succeed', async () => {
    let failures = 3;
    const tried: number[] = [];
    const { jobs, time } = setUp({
      fragile: async () => {
        tried.push(time.now);
        failures -= 1;
        if (failures > 0) throw new Error('away');
      },
    });
    await jobs.put('a', { kind: 'fragile', at: 0 });
    for (let step = 0; step < 60; step += 1) {
      await jobs.runDue();
      time.now += 10_000;
    }
    expect(tried).toEqual([0, 60_000, 180_000]);
  });

  it('recur when their handler says when', async () => {
    const at: number[] = [];
    const { jobs, time } = setUp({ daily: async (_payload, due) => (at.push(due), due + 24 * HOUR) });
    await jobs.ensure('a', { kind: 'daily', at: HOUR });
    await jobs.ensure('a', { kind: 'daily', at: 99 * HOUR });
    for (time.now = 0; time.now < 60 * HOUR; time.now += HOUR) await jobs.runDue();
    expect(at).toEqual([HOUR, 25 * HOUR, 49 * HOUR]);
  });

  it('of a kind that this version does not know stay', async () => {
    const store = memoryStore();
    const { jobs } = setUp({}, store);
    await jobs.put('a', { kind: 'future', at: 0 });
    await jobs.runDue();
    expect(await store.collection('jobs').count()).toBe(1);
  });

  it('keep a new time that was set while they ran', async () => {
    const { jobs, time } = setUp({
      moved: async () => jobs.put('a', { kind: 'moved', at: 5 * HOUR }),
    });
    await jobs.put('a', { kind: 'moved', at: 0 });
    await jobs.runDue();
    time.now = 4 * HOUR;
    expect(await jobs.runDue()).toBe(0);
    time.now = 5 * HOUR;
    expect(await jobs.runDue()).toBe(1);
  });
});
