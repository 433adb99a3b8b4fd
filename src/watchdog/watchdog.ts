import { Worker } from 'node:worker_threads';

/** Notices when the event loop is blocked, says in which updates, and ends the process. */
export interface Watchdog {
  /** An update is in hand. @returns to be called when it no longer is */
  readonly begin: (updateId: number) => () => void;
  readonly stop: () => Promise<void>;
}

const LOOK_EVERY_MS = 500;
const WARN_AFTER_MS = 2_000;
/** A hundred times what the slowest message should take, so that a busy machine is not taken for a loop. */
const END_AFTER_MS = 20_000;
/** More than are ever handled side by side; those beyond are not named. */
const SLOTS = 512;

/**
 * A second thread that looks at a counter which this one moves on: about 15 MB, and a few stores into
 * shared memory for an update. It ends the process by SIGKILL, since no handler of a signal runs while
 * the loop is blocked; what was in hand is then found by the quarantine.
 */
export function startWatchdog(endAfterMs = END_AFTER_MS): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const inHand = new Int32Array(new SharedArrayBuffer(4 * SLOTS));
  const free = Array.from({ length: SLOTS }, (_, index) => index);
  const heart = setInterval(() => Atomics.add(beats, 0, 1), LOOK_EVERY_MS / 4).unref();
  const thread = new Worker(new URL('./thread.js', import.meta.url), {
    execArgv: [],
    workerData: {
      beats,
      inHand,
      lookEveryMs: LOOK_EVERY_MS,
      warnAfter: Math.min(WARN_AFTER_MS, endAfterMs / 2) / LOOK_EVERY_MS,
      endAfter: endAfterMs / LOOK_EVERY_MS,
    },
  });
  thread.unref();
  return {
    begin: (updateId) => {
      const slot = free.pop();
      if (slot === undefined) return () => undefined;
      inHand[slot] = updateId;
      return () => {
        inHand[slot] = 0;
        free.push(slot);
      };
    },
    stop: async () => {
      clearInterval(heart);
      await thread.terminate();
    },
  };
}
