/** Time as delivery sees it; tests let hours pass in a moment. */
export interface Clock {
  /** milliseconds since 1970: for what people call a time. May be set, also back */
  readonly now: () => number;
  /** milliseconds since some moment: for how long something takes. Nobody sets it */
  readonly monotonic: () => number;
  /** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
      return undefined;
    }),
};
