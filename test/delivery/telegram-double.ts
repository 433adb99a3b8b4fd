import type { Clock } from '../../src/delivery/clock.js';
import type { Outcome } from '../../src/delivery/outcome.js';

export interface TelegramDoubleOptions {
  /** milliseconds from a call to its answer; the message is taken halfway */
  readonly latencyMs?: (call: number) => number;
  /** what comes of the call instead of a message; undefined: a message */
  readonly fault?: (recipient: number, call: number) => Exclude<Outcome, { kind: 'sent' }> | undefined;
}

/** Telegram's limits as the emulator has them: 30 in any sliding 1,000 ms, 429 beyond. */
export function telegramDouble(
  clock: Clock,
  { latencyMs = () => 40, fault = () => undefined }: TelegramDoubleOptions = {},
) {
  const taken: { readonly at: number; readonly recipient: number; readonly messageId: number }[] = [];
  let window: number[] = [];
  let calls = 0;
  let refused = 0;
  return {
    taken,
    refused: () => refused,
    calls: () => calls,
    /** most messages in any sliding second */
    busiest: () => {
      let most = 0;
      let from = 0;
      taken.forEach(({ at }, index) => {
        while ((taken[from]?.at ?? at) <= at - 1_000) from += 1;
        most = Math.max(most, index - from + 1);
      });
      return most;
    },
    /** Takes a place in the window as a reply does. */
    reply: (): boolean => {
      window = window.filter((at) => at > clock.now() - 1_000);
      if (window.length >= 30) {
        refused += 1;
        return false;
      }
      window.push(clock.now());
      return true;
    },
    send: async (recipient: number): Promise<Outcome> => {
      calls += 1;
      const call = calls;
      const way = latencyMs(call);
      await clock.sleep(way / 2);
      const instead = fault(recipient, call);
      let outcome: Outcome;
      window = window.filter((at) => at > clock.now() - 1_000);
      if (instead !== undefined) outcome = instead;
      else if (window.length >= 30) {
        refused += 1;
        outcome = { kind: 'tooMany', retryAfterMs: 3_000 };
      } else {
        window.push(clock.now());
        taken.push({ at: clock.now(), recipient, messageId: taken.length + 1 });
        outcome = { kind: 'sent', messageId: taken.length };
      }
      await clock.sleep(way / 2);
      return outcome;
    },
  };
}
