import type { Clock } from './clock.js';
import type { Ledger, Settlement } from './ledger.js';

/** Results reach the store in at most four rounds a second, however fast they come. */
const ROUND_MS = 250;

/** Collects what came of sends and writes it page by page. What could not be written is tried again. */
export interface Settler {
  readonly add: (page: string, settlement: Settlement) => void;
  /** Writes when a round is due and none is under way. */
  readonly tick: () => void;
  /** results that are not in the store yet */
  readonly pending: () => number;
  /** Writes everything. @throws {NotSavedError} when the store refuses */
  readonly flush: () => Promise<void>;
}

export function createSettler(ledger: Ledger, clock: Clock, warn: (message: string, error: unknown) => void): Settler {
  let waiting = new Map<string, Settlement[]>();
  let count = 0;
  let lastRound = -Infinity;
  let writing: Promise<void> | undefined;

  const add = (page: string, settlement: Settlement): void => {
    const list = waiting.get(page);
    if (list === undefined) waiting.set(page, [settlement]);
    else list.push(settlement);
  };

  async function round(): Promise<void> {
    const batch = waiting;
    waiting = new Map();
    lastRound = clock.now();
    const results = await Promise.allSettled(
      [...batch].map(async ([page, settlements]) => {
        try {
          await ledger.settle(page, settlements);
          count -= settlements.length;
        } catch (error) {
          // Back into the queue, before what came meanwhile.
          waiting.set(page, [...settlements, ...(waiting.get(page) ?? [])]);
          throw error;
        }
      }),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  return {
    add: (page, settlement) => {
      count += 1;
      add(page, settlement);
    },
    pending: () => count,
    tick: () => {
      if (writing !== undefined || waiting.size === 0 || clock.now() - lastRound < ROUND_MS) return;
      writing = round()
        .catch((error: unknown) => warn('results could not be written; they are tried again', error))
        .finally(() => {
          writing = undefined;
        });
    },
    flush: async () => {
      await writing;
      while (waiting.size > 0) await round();
    },
  };
}
