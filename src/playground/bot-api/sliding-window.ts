/**
 * Counts events in any stretch of time of a given length, at a cost that does not grow with them:
 * the times of the last `limit` events are kept in a ring.
 */
export class SlidingWindow {
  readonly #limit: number;
  readonly #ms: number;
  /** grows up to the limit */
  readonly #times: number[] = [];
  #next = 0;

  /** @param limit events in any stretch, at least 1; Infinity for as many as one likes @param ms its length */
  constructor(limit: number, ms: number) {
    this.#limit = limit;
    this.#ms = ms;
  }

  /** @returns milliseconds until `count` more events fit; 0: now. More than the limit fit when all is empty */
  waitMs(count: number, now: number): number {
    const free = this.#limit - this.#times.length;
    if (count <= free || this.#times.length === 0) return 0;
    const place = Math.min(count - free, this.#times.length) - 1;
    const start = free > 0 ? 0 : this.#next;
    const time = this.#times[(start + place) % this.#times.length] ?? now;
    return Math.max(0, time + this.#ms - now);
  }

  add(count: number, now: number): void {
    if (this.#limit === Infinity) return;
    for (let left = Math.min(count, this.#limit); left > 0; left -= 1) {
      this.#times[this.#next] = now;
      this.#next = (this.#next + 1) % this.#limit;
    }
  }
}
