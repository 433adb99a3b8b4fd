import type { Broadcast, Pass } from './broadcast.js';
import type { Clock } from './clock.js';
import type { Ledger, Mark } from './ledger.js';
import type { Outcome } from './outcome.js';
import type { Pace } from './pace.js';

/** How a sent message is taken back or corrected. Throws for a fault of our own. */
export type Touch = (recipient: number, messageId: number, broadcast: Broadcast, pass: Pass) => Promise<TouchResult>;
export type TouchResult =
  | { readonly kind: 'done'; readonly mark: Mark }
  | Extract<Outcome, { kind: 'again' | 'tooMany' | 'doubt' }>;

export interface RunPassDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly touch: Touch;
  readonly warn: (message: string, error?: unknown) => void;
}

const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
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
  { ledger, clock, pace, touch, warn }: RunPassDeps,
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
    let refusals = 0;
    for (let faults = 0; !signal.aborted;) {
      const wait = Math.max(pace.waitMs(), pace.chatWaitMs(recipient));
      if (wait > 0) {
        await clock.sleep(wait, signal);
        continue;
      }
      const begun = pace.begin(recipient);
      const result = await touch(recipient, messageId, broadcast, pass).catch((error: unknown) => {
        // Our store is away: no matter of this message, which may be touched again without harm.
        warn('a message could not be touched; trying again', error);
        return { kind: 'ours' } as const;
      });
      if (result.kind === 'tooMany') {
        begun.refused(result.retryAfterMs);
        continue;
      }
      begun.answered(result.kind === 'done');
      if (result.kind === 'done') return result.mark;
      const isOfAll = result.kind === 'ours' || (result.kind === 'again' && result.isConnection);
      if (!isOfAll) refusals += 1;
      if (refusals === MAX_ATTEMPTS) return 'neither';
      faults += 1;
      await clock.sleep(Math.min(RETRY_MS * 2 ** faults, LONGEST_RETRY_MS), signal);
    }
    return 'waiting';
  }
}
