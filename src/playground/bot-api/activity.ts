/** A call of the bot, as it came in. */
export interface Call {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** milliseconds of the playground's clock */
  readonly at: number;
}

/** Calls kept, and how many more may gather before the oldest go: all at once, not one by one at every call. */
const KEPT_CALLS = 10_000;
const SPARE_CALLS = 1_000;

/** What the bot does: the calls that were carried out, and how many are under way. */
export class Activity {
  /** the last 10,000 at least, oldest first; getUpdates, which never ends, is not among them */
  readonly calls: Call[] = [];
  /** counts every call that began or ended */
  changes = 0;
  underWay = 0;

  record(call: Call): void {
    if (call.method === 'getUpdates') return;
    if (this.calls.push(call) > KEPT_CALLS + SPARE_CALLS) this.calls.splice(0, SPARE_CALLS);
  }

  /** @returns a function that says that the call has ended */
  begin(method: string): () => void {
    if (method === 'getUpdates') return () => undefined;
    this.underWay += 1;
    this.changes += 1;
    return () => {
      this.underWay -= 1;
      this.changes += 1;
    };
  }
}
