/** A fault that the playground plays for calls of the bot. */
export interface Failure {
  /** method that fails. Default: every one but getUpdates */
  readonly method?: string;
  /** how often. Default once */
  readonly times?: number;
  /** what happens; 'lost' carries the call out and then cuts the connection */
  readonly kind: '429' | '5xx' | 'reset' | 'slow' | 'lost';
  /** seconds, for '429'. Default 1 */
  readonly retryAfterSeconds?: number;
  /** delay, for 'slow'. Default 1000 */
  readonly ms?: number;
}

/** The faults that are still to come, in the order in which they were ordered. */
export class Failures {
  #planned: { failure: Failure; left: number }[] = [];

  plan(failure: Failure): void {
    this.#planned.push({ failure, left: failure.times ?? 1 });
  }
  clear(): void {
    this.#planned = [];
  }
  /** @returns the fault for this call, which is thereby used up */
  next(method: string): Failure | undefined {
    const entry = this.#planned.find(
      ({ failure, left }) =>
        left > 0 && (failure.method === undefined ? method !== 'getUpdates' : failure.method === method),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.failure;
  }
}
