import type { Broadcast, Pass } from './broadcast.js';
import type { Clock } from './clock.js';
import type { Ledger, Mark } from './ledger.js';
import type { Outcome } from './outcome.js';
import type { Pace } from './pace.js';

/** How a sent message is taken back or corrected. `true`: done; `false`: Telegram will not; an outcome: later. */
export type Touch = (recipient: number, messageId: number, broadcast: Broadcast, pass: Pass) => Promise<TouchResult>;
export type TouchResult =
  | { readonly kind: 'done'; readonly mark: Mark }
  | Extract<Outcome, { kind: 'again' | 'tooMany' | 'doubt' }>;

export interface RunPassDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly touch: Touch;
}

const RETRY_MS = 1_000;
/** Nothing is lost by giving up: the report says 'neither', and the pass can be run again. */
const MAX_ATTEMPTS = 5;
/** Side by side, since each waits for Telegram's answer. */
const MAX_IN_FLIGHT = 20;

/**
 * Goes over what was sent. Deleting and editing may be done twice without harm, so that a row without
 * a mark is simply done again after a crash.
 * @returns false when it was stopped before the end
 */
export async function runPass(
  { ledger, clock, pace, touch }: RunPassDeps,
  broadcast: Broadcast,
  pass: Pass,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const { page, rows } of ledger.unmarked(broadcast.id, pass.number)) {
    const marks = new Map<number, Mark>();
    const waiting = [...rows];
    const worker = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined && !signal.aborted; one = waiting.shift())
        marks.set(one.row, await touchOne(one.id, one.messageId));
    };
    await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, worker));
    await ledger.mark(page, pass.number, marks);
    if (signal.aborted) return false;
  }
  return true;

  async function touchOne(recipient: number, messageId: number): Promise<Mark> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS;) {
      const wait = pace.waitMs(recipient, clock.now());
      if (wait > 0) {
        await clock.sleep(wait, signal);
        if (signal.aborted) return 'waiting';
        continue;
      }
      const begun = pace.begin(recipient, clock.now());
      const result = await touch(recipient, messageId, broadcast, pass);
      begun.answered(clock.now());
      if (result.kind === 'done') return result.mark;
      if (result.kind === 'tooMany') {
        pace.noteTooMany(result.retryAfterMs, clock.now());
        continue;
      }
      attempt += 1;
      await clock.sleep(RETRY_MS * 2 ** attempt, signal);
      if (signal.aborted) return 'waiting';
    }
    return 'neither';
  }
}
