import type { Clock } from '../../src/delivery/clock.js';

/** A clock that jumps to the next sleeper as soon as nobody computes any more: hours in a moment. */
export function virtualClock(start = Date.parse('2026-11-23T10:00:00+05:30')): Clock & {
  readonly run: <T>(work: Promise<T>) => Promise<T>;
  readonly stall: (ms: number) => void;
  readonly set: (ms: number) => void;
} {
  let now = start;
  /** by how much somebody has set the clock on the wall */
  let set = 0;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const sleep: Clock['sleep'] = (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const sleeper = {
        at: now + Math.max(0, ms),
        wake: () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          signal?.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      sleepers.push(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
      return undefined;
    });
  return {
    now: () => now + set,
    monotonic: () => now - start,
    sleep,
    /** The clock on the wall is set, ahead or back; nothing else changes. */
    set: (ms) => {
      set += ms;
    },
    /** The process stands still for a while: time passes, nobody runs. */
    stall: (ms) => {
      now += ms;
    },
    run: async (work) => {
      let isDone = false;
      void work.then(
        () => (isDone = true),
        () => (isDone = true),
      );
      for (;;) {
        // Everything that can go on without time goes on first.
        for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        if (isDone) return work;
        const next = sleepers.reduce<(typeof sleepers)[number] | undefined>(
          (first, one) => (first === undefined || one.at < first.at ? one : first),
          undefined,
        );
        if (next === undefined) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}
