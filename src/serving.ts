import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Log } from './log.js';
import { createLease, type Stop } from './store/lease.js';
import type { Store } from './store/port.js';
import { createLoneTerm, type Term } from './store/term.js';
import { createTermFetch } from './telegram/term-fetch.js';

/** A term with the one way to Telegram that is open in it. */
export interface ServingTerm extends Term {
  /** for `client.fetch`: refused once another process may be serving */
  readonly fetch: typeof globalThis.fetch;
}

export interface ServingOptions {
  readonly store: Store;
  /** whether other processes may run on the same store; then one serves and the others stand by */
  readonly isShared: boolean;
  /**
   * Starts everything that handles or sends. What it makes belongs to this term: what the bot keeps
   * in memory (updates seen, talks) may be out of date in the next.
   * @returns what stops it, within some seconds
   */
  readonly onServe: (term: ServingTerm) => Promise<Stop>;
  readonly log: Log;
}

/** Serves at once where the store is this process' own, else for as long as it holds the lease. */
export async function startServing({ store, isShared, onServe, log }: ServingOptions): Promise<{ stop: Stop }> {
  const serve = (term: Term): Promise<Stop> => onServe({ ...term, fetch: createTermFetch(term) });
  if (!isShared) {
    const term = createLoneTerm();
    const stop = await serve(term);
    return {
      stop: async () => {
        term.end();
        await stop();
        term.close();
      },
    };
  }
  return createLease({
    store: store.reserved,
    holder: `${hostname()}:${process.pid}:${randomUUID()}`,
    onServe: serve,
    onState: (state, generation) => log.info({ state, generation }, 'lease'),
    onFault: (what, error) => log.warn({ error }, what),
  });
}
