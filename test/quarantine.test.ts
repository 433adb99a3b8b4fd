import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../src/log.js';
import { begun, openQuarantine, type Quarantine } from '../src/quarantine.js';
import type { Store } from '../src/store/port.js';
import { openLowdbStore } from '../src/store/lowdb-store.js';

const log = createLog('silent');
const done = async (): Promise<boolean> => true;
const never = (): Promise<boolean> => new Promise(() => undefined);

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quarantine-'));
  store = await openLowdbStore({ dir, warn: () => undefined });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});
/** a run of the process; without `close` it dies */
const startRun = (trialMs?: number): Promise<Quarantine> => openQuarantine(store, () => 0, log, trialMs);
const kept = () => store.collection<{ onTrial?: number }>('quarantine').get('run');

describe('an update of which the process dies', () => {
  it('is handled alone in the next run, and set aside in the one after', async () => {
    const first = await startRun();
    void first.pass(7, never); // beside others: nobody can tell which it was
    void first.pass(8, never);

    const second = await startRun();
    const events: string[] = [];
    expect(await second.pass(6, done)).toBe(true);
    void second.pass(7, async () => {
      events.push(`7 on trial: ${(await kept())?.onTrial}`);
      return never();
    });
    void second.pass(8, async () => events.push('8') > 0);
    await expect.poll(() => events).toEqual(['7 on trial: 7']);
    expect(second.isSetAside(7)).toBe(false);

    const third = await startRun();
    expect([6, 7, 8].map(third.isSetAside)).toEqual([false, true, false]);
    expect(await third.pass(7, done)).toBe(true); // the bot says that it cannot answer
    expect(await third.pass(8, done)).toBe(true);
    await third.close();
    expect((await startRun()).isSetAside(7)).toBe(true); // it may still come again
  });

  it('holds nobody else up for long when it only waits', async () => {
    await startRun();
    const second = await startRun(5);
    void second.pass(7, never);
    expect(await second.pass(8, done)).toBe(true);
  });
});

describe('a run after a clean end', () => {
  it('handles updates side by side, and writes nothing for them', async () => {
    await (await startRun()).close();
    const run = await startRun();
    const noted = await kept();
    let release = (): void => undefined;
    const waiting = run.pass(1, () => new Promise((resolve) => (release = () => resolve(true))));
    expect(await run.pass(2, done)).toBe(true);
    expect(await kept()).toEqual(noted);
    release();
    expect(await waiting).toBe(true);
  });
});

describe('the record of a new run', () => {
  const HOUR = 3_600_000;
  const base = { run: 'a', at: 0, isRunning: true, deaths: 1, setAside: [{ updateId: 3, at: 0 }] };
  it.each([
    ['the first ever', undefined, 10, { deaths: 0, setAside: [] }],
    ['after a clean end', { ...base, isRunning: false }, 10, { deaths: 0, setAside: base.setAside }],
    ['after a death', base, 10, { deaths: 2, setAside: base.setAside }],
    ['after the death of a long life', base, 2 * HOUR, { deaths: 1, setAside: base.setAside }],
    ['three days later', base, 72 * HOUR, { deaths: 1, setAside: [] }],
    [
      'after a death on trial',
      { ...base, onTrial: 9 },
      10,
      { deaths: 2, setAside: [...base.setAside, { updateId: 9, at: 10 }] },
    ],
  ])('%s', (_, present, now, expected) => {
    expect(begun(present, 'b', now)).toEqual({ run: 'b', at: now, isRunning: true, ...expected });
  });
});
