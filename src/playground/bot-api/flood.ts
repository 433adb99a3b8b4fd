import { BotApiError } from './errors.js';

/**
 * Telegram's limits, as its FAQ tells them (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):
 * about 30 messages a second in all, one a second to a chat with short bursts, 20 a minute to a group.
 */
export interface FloodLimits {
  /** messages in any sliding 1,000 ms. Default 30 */
  readonly perSecond?: number;
  /** messages to one chat that may come at once before it is one a second. Default 5 */
  readonly chatBurst?: number;
  /** messages in any sliding minute to a group or channel. Default 20 */
  readonly perGroupMinute?: number;
}

/** What the bot has been allowed and refused, for whoever watches. */
export interface FloodCounts {
  /** messages in the last second */
  readonly lastSecond: number;
  /** messages in all */
  readonly messages: number;
  /** calls that were refused with 429 */
  readonly refused: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const FORGET_CHATS_OVER = 10_000;
const MESSAGE = /^(send(?!ChatAction)|copyMessage|forwardMessage)/;
const EDIT = /^(edit|send|copy|forward)(?!ChatAction)/;

/** Counts messages and refuses those over the limits. Without limits it counts only. */
export class Flood {
  readonly #limits: Required<FloodLimits> | undefined;
  readonly #clock: () => number;
  /** times of messages of the last second; a ring would be faster, but 30 are few and 2,000 bearable */
  #window: number[] = [];
  /** tokens of a chat's bucket and when they were counted */
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #groups = new Map<string, number[]>();
  #messages = 0;
  #refused = 0;

  constructor(limits: FloodLimits | boolean, clock: () => number) {
    this.#limits =
      limits === false
        ? undefined
        : { perSecond: 30, chatBurst: 5, perGroupMinute: 20, ...(limits === true ? {} : limits) };
    this.#clock = clock;
  }

  get counts(): FloodCounts {
    const now = this.#clock();
    return {
      lastSecond: this.#window.filter((at) => at > now - SECOND_MS).length,
      messages: this.#messages,
      refused: this.#refused,
    };
  }

  /** @throws {BotApiError} 429 with `retry_after` in seconds */
  admit(method: string, args: Readonly<Record<string, unknown>>): void {
    const isMessage = MESSAGE.test(method);
    if (!isMessage && !EDIT.test(method)) return;
    const now = this.#clock();
    const chat = String(args['chat_id'] ?? '');
    const waitMs = this.#limits === undefined ? 0 : this.#waitMs(this.#limits, chat, isMessage, now);
    if (waitMs > 0) {
      this.#refused += 1;
      const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
      throw new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
    if (!isMessage) return;
    this.#messages += 1;
    while (this.#window.length > 0 && (this.#window[0] ?? now) <= now - SECOND_MS) this.#window.shift();
    this.#window.push(now);
  }

  #waitMs(limits: Required<FloodLimits>, chat: string, isMessage: boolean, now: number): number {
    if (isMessage) {
      const recent = this.#window.filter((at) => at > now - SECOND_MS);
      if (recent.length >= limits.perSecond) return (recent[recent.length - limits.perSecond] ?? now) + SECOND_MS - now;
      if (chat.startsWith('-')) {
        const minute = (this.#groups.get(chat) ?? []).filter((at) => at > now - MINUTE_MS);
        if (minute.length >= limits.perGroupMinute) return (minute[0] ?? now) + MINUTE_MS - now;
        this.#groups.set(chat, [...minute, now]);
        return 0;
      }
    }
    const before = this.#buckets.get(chat) ?? { tokens: limits.chatBurst, at: now };
    const tokens = Math.min(limits.chatBurst, before.tokens + (now - before.at) / SECOND_MS);
    if (tokens < 1) return (1 - tokens) * SECOND_MS;
    this.#buckets.delete(chat);
    this.#buckets.set(chat, { tokens: tokens - 1, at: now });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > FORGET_CHATS_OVER && oldest.done === false) this.#buckets.delete(oldest.value);
    return 0;
  }
}
