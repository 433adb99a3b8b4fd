// The watchdog's thread: plain JavaScript, since Node 20 cannot load TypeScript in a thread.
import { writeSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

/**
 * Looks whether the main thread's heart beats. Time is counted in looks, not by the clock: when the whole
 * machine sleeps or is short of time, this thread does not look either.
 * @typedef {{ beats: Int32Array, inHand: Int32Array, lookEveryMs: number, warnAfter: number, endAfter: number }} Data
 */
function watch(/** @type {Data} */ { beats, inHand, lookEveryMs, warnAfter, endAfter }) {
  let before = -1;
  let missed = 0;
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    missed = now === before ? missed + 1 : 0;
    before = now;
    if (missed === warnAfter) say(40, 'the event loop is blocked');
    if (missed === endAfter) {
      say(60, 'the event loop stays blocked: the process ends, so that its supervisor starts it anew');
      process.kill(process.pid, 'SIGKILL'); // nothing else reaches a thread that does not come back
    }
  }, lookEveryMs);

  /** A line like those of log.ts, past the main thread, which could not write it. */
  function say(level, msg) {
    const updateIds = Array.from(inHand).filter((id) => id !== 0);
    writeSync(2, `${JSON.stringify({ level, time: Date.now(), blockedMs: missed * lookEveryMs, updateIds, msg })}\n`);
  }
}

if (!isMainThread) watch(workerData);
