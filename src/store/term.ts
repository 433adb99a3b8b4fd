import type { LeaseTimings } from './lease.js';

/** A time of serving, from a takeover to its end; never begun again. */
export interface Term {
  /** grows by one with each takeover */
  readonly generation: number;
  /** aborted when no new work may begin: a clean stop, or the lease cannot be renewed */
  readonly signal: AbortSignal;
  /** aborted when nothing more may be sent: calls under way are cut */
  readonly over: AbortSignal;
  /**
   * Whether new work may begin: an update, a job, the next message of a broadcast. Ask before each.
   * Once false it stays so, and `signal` is aborted.
   */
  readonly isServing: () => boolean;
  /** Whether what has begun may still be sent. Asks the clock, so it is right after a freeze too. */
  readonly holdsLease: () => boolean;
}

/** A term in the hands of its lease. */
export interface OpenTerm extends Term {
  /** @param elapsed milliseconds since before the renewal was asked for */
  readonly prolong: (elapsed: () => number) => void;
  /** No new work. */
  readonly end: () => void;
  /** Nothing at all any more. */
  readonly close: () => void;
  /** milliseconds until the next of the two limits; negative once both have passed */
  readonly untilNextLimit: () => number;
}

/** @param elapsed milliseconds since before the lease was asked for */
export function createTerm(
  generation: number,
  elapsed: () => number,
  { stopAfter, refuseAfter }: Pick<LeaseTimings, 'stopAfter' | 'refuseAfter'>,
): OpenTerm {
  const ended = new AbortController();
  const over = new AbortController();
  let sinceRenewal = elapsed;
  const close = (): void => {
    ended.abort();
    over.abort();
  };
  return {
    generation,
    signal: ended.signal,
    over: over.signal,
    // Once too late is too late: a renewal that comes after must not revive what has begun to stop.
    isServing: () => {
      if (sinceRenewal() >= stopAfter) ended.abort();
      return !ended.signal.aborted;
    },
    holdsLease: () => {
      if (sinceRenewal() >= refuseAfter) close();
      return !over.signal.aborted;
    },
    prolong: (next) => {
      if (next() < sinceRenewal()) sinceRenewal = next;
    },
    end: () => ended.abort(),
    close,
    untilNextLimit: () => (ended.signal.aborted ? refuseAfter : stopAfter) - sinceRenewal(),
  };
}

/** The term of a process that has the store for itself: it ends when told. */
export const createLoneTerm = (): OpenTerm =>
  createTerm(1, () => 0, { stopAfter: Number.POSITIVE_INFINITY, refuseAfter: Number.POSITIVE_INFINITY });
