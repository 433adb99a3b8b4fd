/** A call of the bot, as it came in. */
export interface Call {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** milliseconds of the playground's clock */
  readonly at: number;
}

const MAX_CALLS = 10_000;

/** What the bot does: the calls that were carried out, and how many are under way. */
export class Activity {
  /** oldest first; getUpdates, which never ends, is not among them */
  readonly calls: Call[] = [];
  /** counts every call that began or ended */
  changes = 0;
  underWay = 0;

  record(call: Call): void {
    if (call.method !== 'getUpdates' && this.calls.push(call) > MAX_CALLS) this.calls.shift();
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
