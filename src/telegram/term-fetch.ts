import { baseFetch } from './base-fetch.js';

/** What a fetch must know of the term in which it calls. */
export interface CallingTerm {
  readonly holdsLease: () => boolean;
  /** aborted when nothing more may be sent */
  readonly over: AbortSignal;
}

/** The call was not made, or was cut: another process may be serving. */
export class TermOverError extends Error {
  override name = 'TermOverError';
  /** as Node's network errors have one: whether the call has left the house */
  readonly code: 'TERM_OVER' | 'TERM_OVER_CUT';

  constructor(message: string, code: 'TERM_OVER' | 'TERM_OVER_CUT') {
    super(message);
    this.code = code;
  }
}

/** Whether an update failed only because the term ended: it is for whoever serves next. grammY wraps what was thrown. */
export function isTermOver(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (at instanceof TermOverError) return true;
    at = (at as { error?: unknown }).error ?? at.cause;
  }
  return false;
}

/**
 * A `fetch` for grammY's `client.fetch`, below the retries, that calls Telegram only while this
 * process holds the lease. It asks right before each call: a process that was frozen in the middle
 * of an answer must not send the rest of it once another has taken over.
 *
 * What is left is the moment between the question and the network; a freeze that begins just there
 * sends one call late. Telegram knows no fencing token that could refuse it.
 * @param fetch must have read the whole answer when it resolves, as `baseFetch` has
 */
export function createTermFetch(term: CallingTerm, fetch = baseFetch): typeof globalThis.fetch {
  // One listener for all calls: hundreds are under way at a time.
  const underWay = new Set<AbortController>();
  term.over.addEventListener('abort', () => {
    const reason = new TermOverError('cut: another process may be serving', 'TERM_OVER_CUT');
    for (const cut of underWay) cut.abort(reason);
  });
  return async (input, init) => {
    if (!term.holdsLease()) throw new TermOverError('not called: another process may be serving', 'TERM_OVER');
    const cut = new AbortController();
    const forward = (): void => cut.abort(init?.signal?.reason);
    if (init?.signal?.aborted === true) forward();
    init?.signal?.addEventListener('abort', forward);
    underWay.add(cut);
    try {
      return await fetch(input, { ...init, signal: cut.signal });
    } finally {
      underWay.delete(cut);
      init?.signal?.removeEventListener('abort', forward);
    }
  };
}
