import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until all have ended, well or not, but no longer than `ms`. */
export async function settled(work: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  const waiting = new AbortController();
  const late = sleep(ms, undefined, { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), late]);
  waiting.abort();
}
