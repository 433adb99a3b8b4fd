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

/**
 * A `fetch` for grammY's `client.fetch`, below the retries, that calls Telegram only while this
 * process holds the lease. It asks right before each call: a process that was frozen in the middle
 * of an answer must not send the rest of it once another has taken over.
 *
 * What is left is the moment between the question and the network; a freeze that begins just there
 * sends one call late. Telegram knows no fencing token that could refuse it.
 */
export function createTermFetch(term: CallingTerm, fetch = globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    if (!term.holdsLease()) throw new TermOverError('not called: another process may be serving', 'TERM_OVER');
    // By hand, since grammY's signals are not of the class that AbortSignal.any asks for.
    const cut = new AbortController();
    const abort = (): void => cut.abort(new TermOverError('cut: another process may be serving', 'TERM_OVER_CUT'));
    const forward = (): void => cut.abort(init?.signal?.reason);
    if (init?.signal?.aborted === true) forward();
    term.over.addEventListener('abort', abort);
    init?.signal?.addEventListener('abort', forward);
    try {
      const response = await fetch(input, { ...init, signal: cut.signal });
      // Read here, so that the listeners need not outlive this call; answers of Telegram are small.
      const body = await response.arrayBuffer();
      return new Response(body.byteLength === 0 ? null : body, response);
    } finally {
      term.over.removeEventListener('abort', abort);
      init?.signal?.removeEventListener('abort', forward);
    }
  };
}
