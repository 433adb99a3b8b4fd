import type { Clock } from '../../src/delivery/clock.js';
import { Flood, TELEGRAM_LIMITS } from '../../src/playground/bot-api/flood.js';
import type { Outcome } from '../../src/delivery/outcome.js';

export interface TelegramDoubleOptions {
  /** milliseconds from a call to its answer; the message is taken halfway */
  readonly latencyMs?: (call: number) => number;
  /** what comes of the call instead of a message; undefined: a message */
  readonly fault?: (recipient: number, call: number) => Exclude<Outcome, { kind: 'sent' }> | undefined;
}

/** Telegram with its limits, the bot's and each chat's, as the playground has them. */
export function telegramDouble(
  clock: Clock,
  { latencyMs = () => 40, fault = () => undefined }: TelegramDoubleOptions = {},
) {
  const taken: { readonly at: number; readonly recipient: number; readonly messageId: number }[] = [];
  const flood = new Flood(TELEGRAM_LIMITS);
  let calls = 0;
  let refused = 0;
  /** @returns milliseconds of its `retry_after`; undefined: it is taken */
  const refusal = (chat: number): number | undefined => {
    try {
      flood.pass(chat, 1, clock.monotonic());
      return undefined;
    } catch (error) {
      refused += 1;
      const { parameters } = error as { parameters?: { retry_after?: number } };
      return (parameters?.retry_after ?? 1) * 1_000;
    }
  };
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
    /** A reply of the bot arrives. @returns milliseconds of its `retry_after`; undefined: it is taken */
    reply: refusal,
    send: async (recipient: number): Promise<Outcome> => {
      calls += 1;
      const call = calls;
      const way = latencyMs(call);
      await clock.sleep(way / 2);
      const instead = fault(recipient, call);
      let outcome: Outcome;
      const retryAfterMs = instead === undefined ? refusal(recipient) : undefined;
      if (instead !== undefined) outcome = instead;
      else if (retryAfterMs !== undefined) outcome = { kind: 'tooMany', retryAfterMs };
      else {
        taken.push({ at: clock.now(), recipient, messageId: taken.length + 1 });
        outcome = { kind: 'sent', messageId: taken.length };
      }
      await clock.sleep(way / 2);
      return outcome;
    },
  };
}
