import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Log } from './log.js';
import { settled } from './settled.js';
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
  /** Telegram does not know the token any more: no call will ever succeed again */
  readonly onUnauthorized: () => void;
  readonly log: Log;
}

/** Longer than the handlers' own deadline; then their calls are cut. */
const STOP_WITHIN_MS = 8_000;

/** One process' serving; `started` rejects when it could not begin, which ends the process. */
export interface Serving {
  readonly started: Promise<void>;
  readonly stop: Stop;
}

/** Serves at once where the store is this process' own, else for as long as it holds the lease. */
export function startServing({ store, isShared, onServe, onUnauthorized, log }: ServingOptions): Serving {
  const serve = async (term: Term): Promise<Stop> => {
    const termFetch = createTermFetch(term);
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await termFetch(input, init);
      if (response.status === 401) onUnauthorized();
      return response;
    };
    const stop = await onServe({ ...term, fetch });
    // Whatever does not end by itself is cut when the term is over.
    return () => settled([stop()], STOP_WITHIN_MS);
  };
  if (!isShared) {
    const term = createLoneTerm();
    const starting = serve(term);
    return {
      started: starting.then(() => undefined),
      stop: async () => {
        term.end();
        await starting.then((stop) => stop()).catch(() => undefined);
        term.close();
      },
    };
  }
  const lease = createLease({
    store: store.reserved,
    holder: `${hostname()}:${process.pid}:${randomUUID()}`,
    onServe: serve,
    onState: (state, generation) => log.info({ state, generation }, 'lease'),
    onFault: (what, error) => log.warn({ error }, what),
  });
  return { started: Promise.resolve(), stop: lease.stop };
}
