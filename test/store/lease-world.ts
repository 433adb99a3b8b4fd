import type { LeaseOptions, LeaseRecord, Sleep } from '../../src/store/lease.js';
import type { Collection } from '../../src/store/port.js';

/** A pause of a process (a freeze), or of its connection to the store, on the clock of the world. */
export interface Trouble {
  readonly kind: 'freeze' | 'refused' | 'request lost' | 'answer lost' | 'slow';
  readonly from: number;
  readonly ms: number;
}

/**
 * A store with a clock and processes on it whose clocks are set otherwise. Time passes by the fake
 * timers of the test; a frozen process gets neither timers nor answers until it thaws, then all at once.
 */
export class LeaseWorld {
  record: LeaseRecord | undefined;
  /** the record as it stood after each write */
  readonly history: LeaseRecord[] = [];
  readonly #start = Date.now();

  /** milliseconds of the store's clock */
  get now(): number {
    return 1_000_000 + (Date.now() - this.#start);
  }
  get elapsed(): number {
    return Date.now() - this.#start;
  }

  /** @param rate how fast its stopwatch runs: 1.001 gains 1 ms a second */
  process(troubles: readonly Trouble[], rate = 1): Required<Pick<LeaseOptions, 'store' | 'sleep' | 'stopwatch'>> {
    const active = (kind: Trouble['kind']): Trouble | undefined =>
      troubles.find(
        (trouble) => trouble.kind === kind && this.elapsed >= trouble.from && this.elapsed < trouble.from + trouble.ms,
      );
    const thaw = async (): Promise<void> => {
      for (let freeze = active('freeze'); freeze !== undefined; freeze = active('freeze'))
        await wait(freeze.from + freeze.ms - this.elapsed);
    };
    const request = async <R>(work: () => R): Promise<R> => {
      await thaw();
      if (active('refused') !== undefined) throw new Error('the store is away');
      await wait(active('slow') === undefined ? 3 : 2_500);
      if (active('request lost') !== undefined) await new Promise<never>(() => undefined);
      const result = work(); // at the store, which does not freeze with its client
      await wait(3);
      if (active('answer lost') !== undefined) await new Promise<never>(() => undefined);
      await thaw();
      return result;
    };
    const sleep: Sleep = async (ms, signal) => {
      await wait(ms / rate, signal);
      await thaw();
    };
    const records: Pick<Collection<LeaseRecord>, 'get' | 'update'> = {
      get: () => request(() => this.record),
      update: (_, change) =>
        request(() => {
          this.record = change(this.record);
          if (this.record !== undefined) this.history.push(this.record);
          return this.record;
        }),
    };
    return {
      store: { collection: () => records as never, now: () => request(() => this.now) },
      sleep,
      stopwatch: () => {
        const begun = Date.now();
        return () => (Date.now() - begun) * rate;
      },
    };
  }
}

const wait: Sleep = (ms, signal) =>
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
