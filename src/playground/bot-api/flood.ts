import { BotApiError } from './errors.js';
import { SlidingWindow } from './sliding-window.js';

/** How much the bot may send: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export interface FloodLimits {
  /** messages of the whole bot in any 1,000 ms */
  readonly perSecond: number;
  /** messages and edits a second in one private chat, in the long run */
  readonly perChatPerSecond: number;
  /** of those, how many may come at once */
  readonly perChatBurst: number;
  /** messages and edits in any 60 s in one group or channel */
  readonly perGroupPerMinute: number;
}

/** The published limits. Telegram tells no number for the burst: "you may go over this limit" for a short time. */
export const TELEGRAM_LIMITS: FloodLimits = {
  perSecond: 30,
  perChatPerSecond: 1,
  perChatBurst: 5,
  perGroupPerMinute: 20,
};

/** Private chats that are remembered before those that are quiet again are forgotten. */
const SWEEP_AT = 5_000;

/** Refuses what goes over the limits. What is refused counts for nothing. */
export class Flood {
  readonly #limits: FloodLimits;
  readonly #all: SlidingWindow;
  readonly #groups = new Map<number | string, SlidingWindow>();
  /** by private chat: the time at which its allowance is whole again (generic cell rate algorithm) */
  readonly #wholeAt = new Map<number | string, number>();
  #sweepAt = SWEEP_AT;

  constructor(limits: FloodLimits) {
    this.#limits = limits;
    this.#all = new SlidingWindow(limits.perSecond, 1000);
  }

  /**
   * @param chat its id, negative for groups and channels, or a channel's @name
   * @param messages how many messages the call makes; 0 for an edit, which counts in its chat only
   * @param now milliseconds
   * @throws {BotApiError} 429
   */
  pass(chat: number | string, messages: number, now: number): void {
    const isPrivate = typeof chat === 'number' && chat > 0;
    const inChat = Math.max(1, messages);
    const waitMs = Math.max(
      this.#all.waitMs(messages, now),
      isPrivate ? this.#chatWaitMs(chat, inChat, now) : this.#group(chat).waitMs(inChat, now),
    );
    if (waitMs > 0) throw tooManyRequests(Math.ceil(waitMs / 1000));
    this.#all.add(messages, now);
    if (isPrivate) this.#spend(chat, inChat, now);
    else this.#group(chat).add(inChat, now);
  }

  #group(chat: number | string): SlidingWindow {
    const known = this.#groups.get(chat) ?? new SlidingWindow(this.#limits.perGroupPerMinute, 60_000);
    this.#groups.set(chat, known);
    return known;
  }

  #chatWaitMs(chat: number, count: number, now: number): number {
    const room = this.#limits.perChatBurst - Math.min(count, this.#limits.perChatBurst);
    return (this.#wholeAt.get(chat) ?? now) - room * this.#msEach - now;
  }
  #spend(chat: number, count: number, now: number): void {
    this.#wholeAt.set(chat, Math.max(this.#wholeAt.get(chat) ?? now, now) + count * this.#msEach);
    if (this.#wholeAt.size < this.#sweepAt) return;
    for (const [id, wholeAt] of this.#wholeAt) if (wholeAt <= now) this.#wholeAt.delete(id);
    this.#sweepAt = Math.max(SWEEP_AT, this.#wholeAt.size * 2);
  }
  get #msEach(): number {
    return 1000 / this.#limits.perChatPerSecond;
  }
}

/** https://core.telegram.org/bots/api#responseparameters @param seconds whole, at least 1 */
export function tooManyRequests(seconds: number): BotApiError {
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** Names that begin with `send` and send no message. */
const NO_MESSAGE = new Set(['sendChatAction']);

/** @returns how many messages a call makes, 0 for an edit; undefined when the limits are not about it */
export function countMessages(method: string, args: Readonly<Record<string, unknown>>): number | undefined {
  if (method === 'sendMediaGroup') return lengthOf(args['media']);
  if (method === 'copyMessages' || method === 'forwardMessages') return lengthOf(args['message_ids']);
  if (method === 'copyMessage' || method === 'forwardMessage') return 1;
  if (method.startsWith('editMessage')) return 0;
  return method.startsWith('send') && !NO_MESSAGE.has(method) ? 1 : undefined;
}
const lengthOf = (list: unknown): number => (Array.isArray(list) ? Math.max(1, list.length) : 1);
