import type { Records } from './port.js';
import { createTerm, type OpenTerm, type Term } from './term.js';

/** Who serves, as all processes on one store read it. */
export interface LeaseRecord {
  /** which process; made anew at each start */
  readonly holder: string;
  /** grows by one with each takeover */
  readonly generation: number;
  /** milliseconds of the store's clock; 0 once it was given back */
  readonly validUntil: number;
}

/** All in milliseconds. */
export interface LeaseTimings {
  /** what a renewal grants, from before it was asked for */
  readonly valid: number;
  /** from one renewal to the next */
  readonly renewEvery: number;
  /** without a renewal for so long, no new work is begun */
  readonly stopAfter: number;
  /** without a renewal for so long, nothing more is sent: between it and `valid` lie calls under way and the drift of two clocks */
  readonly refuseAfter: number;
  /** between two looks of a standby, and after a renewal that failed */
  readonly lookEvery: number;
  /** how long one request to the store may take */
  readonly patience: number;
  /** after a start that failed, so that another process gets its turn */
  readonly restAfterFault: number;
}

/**
 * A takeover takes at most `valid` + `lookEvery` + two requests: about 11 s after a kill. Two renewals
 * may fail (at 3 s and 6 s) before work stops at 7 s; what runs then has 2 s to end.
 */
export const LEASE_TIMINGS: LeaseTimings = {
  valid: 10_000,
  renewEvery: 3_000,
  stopAfter: 7_000,
  refuseAfter: 9_000,
  lookEvery: 1_000,
  patience: 2_000,
  restAfterFault: 5_000,
};

export type Stop = () => Promise<void>;
/** Begins to measure. @returns what tells the milliseconds since then */
export type Stopwatch = () => () => number;
/** Ends early when the signal does; never rejects. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface LeaseOptions {
  /** `reserved` of the store: a renewal must not wait behind what is being handled */
  readonly store: Records;
  /** unique among all processes, and anew at each start */
  readonly holder: string;
  /**
   * Starts to serve. @returns what ends it: called once `term.signal` is aborted, and awaited until
   * the lease runs out. When it throws, the lease is given back and tried for again later.
   */
  readonly onServe: (term: Term) => Promise<Stop>;
  readonly onFault: (what: string, error: unknown) => void;
  readonly onState?: (state: 'standby' | 'serving' | 'stopping', generation: number | undefined) => void;
  readonly timings?: LeaseTimings;
  readonly stopwatch?: Stopwatch;
  readonly sleep?: Sleep;
}

export interface Lease {
  /** Stops to serve, gives the lease back and takes it no more. */
  readonly stop: Stop;
}

const ID = 'serving';

/** @returns the record of a new holder, or undefined while the present one is valid */
export function taken(present: LeaseRecord | undefined, holder: string, now: number, valid: number) {
  if (present !== undefined && present.validUntil > now) return undefined;
  return { holder, generation: (present?.generation ?? 0) + 1, validUntil: now + valid };
}

/** @returns the record of the same term, valid longer, or undefined when it belongs to another */
export function renewed(present: LeaseRecord | undefined, mine: LeaseRecord, now: number, valid: number) {
  if (present === undefined || !isSameTerm(present, mine)) return undefined;
  // Not earlier than before: a request that was under way for long may arrive after a later one.
  return { ...present, validUntil: Math.max(present.validUntil, now + valid) };
}

/** @returns the record as anybody may take it; it stays, because the generation must grow */
export function givenBack(present: LeaseRecord | undefined, mine: LeaseRecord): LeaseRecord | undefined {
  return present !== undefined && isSameTerm(present, mine) ? { ...present, validUntil: 0 } : present;
}

const isSameTerm = (a: LeaseRecord, b: LeaseRecord): boolean => a.holder === b.holder && a.generation === b.generation;

/**
 * Competes for the one lease of the store, serves while it holds it, and stands by otherwise.
 *
 * Safe because times are compared on one clock only: the record's against the store's, which is read
 * before the write (so a slow request grants less, never more), and the term's against a stopwatch
 * started before the request (so the holder always ends first). No process' time of day matters.
 */
export function createLease(options: LeaseOptions): Lease {
  const { store, holder, onServe, onFault, onState = () => undefined } = options;
  const { timings = LEASE_TIMINGS, stopwatch = startStopwatch, sleep = sleepFor } = options;
  const records = store.collection<LeaseRecord>('lease');
  const stopping = new AbortController();

  async function compete(): Promise<void> {
    onState('standby', undefined);
    while (!stopping.signal.aborted) {
      const elapsed = stopwatch();
      const won = await patiently(take).catch((error: unknown) => onFault('could not look at the lease', error));
      const rest =
        won === undefined ? timings.lookEvery : await serve(won, createTerm(won.generation, elapsed, timings));
      await sleep(rest, stopping.signal);
    }
  }

  /** @returns our new record, or undefined when another's is valid */
  async function take(late: AbortSignal): Promise<LeaseRecord | undefined> {
    const now = await store.now();
    if (taken(await records.get(ID), holder, now, timings.valid) === undefined) return undefined;
    let mine: LeaseRecord | undefined;
    await records.update(ID, (present) => {
      // Nobody waits for it any more: a lease that nobody serves on would keep the others out.
      mine = late.aborted ? undefined : taken(present, holder, now, timings.valid);
      return mine ?? present;
    });
    return mine;
  }

  /** @returns how long to rest before the next try */
  async function serve(mine: LeaseRecord, term: OpenTerm): Promise<number> {
    onState('serving', term.generation);
    const end = (): void => term.end();
    stopping.signal.addEventListener('abort', end);
    if (stopping.signal.aborted) end();
    let rest = timings.lookEvery;
    const work = (async () => {
      if (term.signal.aborted) return;
      const stop = await onServe(term);
      await aborted(term.signal);
      onState('stopping', term.generation);
      await stop();
    })().catch((error: unknown) => {
      rest = timings.restAfterFault;
      onFault('serving failed', error);
    });
    void watch(term);
    void renew(mine, term);
    await Promise.race([work, aborted(term.over)]);
    stopping.signal.removeEventListener('abort', end);
    term.close(); // before the lease is another's
    await patiently(() => records.update(ID, (present) => givenBack(present, mine))).catch((error: unknown) =>
      onFault('could not give the lease back', error),
    );
    onState('standby', undefined);
    return rest;
  }

  /** Ends the term in time, whether or not the store answers. */
  async function watch(term: OpenTerm): Promise<void> {
    while (!term.over.aborted) {
      await sleep(Math.max(1, term.untilNextLimit()), term.over);
      term.isServing(); // ends it when it is time
      term.holdsLease();
    }
  }

  async function renew(mine: LeaseRecord, term: OpenTerm): Promise<void> {
    let wait = timings.renewEvery;
    for (;;) {
      await sleep(wait, term.over);
      if (term.over.aborted) return;
      const elapsed = stopwatch();
      try {
        if (!(await patiently(() => prolong(mine)))) return term.close();
        term.prolong(elapsed);
        wait = timings.renewEvery;
      } catch (error) {
        onFault('could not renew the lease', error);
        wait = timings.lookEvery;
      }
    }
  }

  async function prolong(mine: LeaseRecord): Promise<boolean> {
    const now = await store.now();
    let isMine = false;
    await records.update(ID, (present) => {
      const next = renewed(present, mine, now, timings.valid);
      isMine = next !== undefined;
      return next ?? present;
    });
    return isMine;
  }

  /** @throws {Error} when it takes too long; the signal tells the request so */
  function patiently<R>(request: (late: AbortSignal) => Promise<R>): Promise<R> {
    const late = new AbortController();
    const answered = new AbortController();
    const deadline = sleep(timings.patience, answered.signal).then(() => {
      late.abort();
      throw new Error(`the store did not answer within ${timings.patience} ms`);
    });
    return Promise.race([request(late.signal), deadline]).finally(() => answered.abort());
  }

  const competing = compete();
  return {
    stop: () => {
      stopping.abort();
      return competing;
    },
  };
}

/**
 * Whichever clock says more: the monotonic one may stand still while the whole machine is suspended,
 * and the time of day may be set back. One set forward ends a term early, which is harmless.
 */
const startStopwatch: Stopwatch = () => {
  const monotonic = performance.now();
  const wall = Date.now();
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
};

const sleepFor: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
