import type { Update } from '@grammyjs/types';
import { BotApiError } from './errors.js';

/** An update without its number. */
export type NewUpdate = Omit<Update, 'update_id'>;

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string | undefined;
}

/** What a bot gets when it names no kinds: https://core.telegram.org/bots/api#getupdates, allowed_updates */
const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const DELIVERY_TRIES = 5;

/** The updates that wait for the bot, until they are confirmed by `getUpdates` or taken by the webhook. */
export class Updates {
  #queue: Update[] = [];
  #nextId = 1000;
  #waiting: { wake: () => void; cancel: () => void } | undefined;
  #allowed: readonly string[] | undefined;
  #webhook: WebhookTarget | undefined;
  #delivering = 0;
  /** each update is delivered this many times: redelivery, as after a lost confirmation */
  copies = 1;

  get pending(): number {
    return this.#queue.length + this.#delivering;
  }
  get webhook(): WebhookTarget | undefined {
    return this.#webhook;
  }

  push(update: NewUpdate): void {
    const kind = Object.keys(update)[0] ?? '';
    const wanted =
      this.#allowed === undefined || this.#allowed.length === 0
        ? !NOT_BY_DEFAULT.has(kind)
        : this.#allowed.includes(kind);
    if (!wanted) return;
    const numbered = { update_id: this.#nextId++, ...update };
    if (this.#webhook !== undefined) {
      for (let copy = 0; copy < this.copies; copy += 1) void this.#deliver(numbered);
      return;
    }
    for (let copy = 0; copy < this.copies; copy += 1) this.#queue.push(numbered);
    this.#waiting?.wake();
  }

  /** https://core.telegram.org/bots/api#getupdates */
  async get(
    args: { offset?: number; limit?: number; timeout?: number; allowed_updates?: readonly string[] },
    signal: AbortSignal,
  ): Promise<Update[]> {
    if (this.#webhook !== undefined)
      throw new BotApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    // A second poller ends the first: only one may ask.
    this.#waiting?.cancel();
    if (args.allowed_updates !== undefined) this.#allowed = args.allowed_updates;
    const offset = args.offset;
    if (offset !== undefined && offset > 0) this.#queue = this.#queue.filter(({ update_id: id }) => id >= offset);
    if (this.#queue.length === 0 && (args.timeout ?? 0) > 0) await this.#wait((args.timeout ?? 0) * 1000, signal);
    return this.#queue.slice(0, Math.min(Math.max(args.limit ?? 100, 1), 100));
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer);
        if (this.#waiting === me) this.#waiting = undefined;
        settle();
      };
      const timer = setTimeout(end(resolve), ms);
      const me = {
        wake: end(resolve),
        cancel: end(() =>
          reject(
            new BotApiError(
              409,
              'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
            ),
          ),
        ),
      };
      this.#waiting = me;
      signal.addEventListener('abort', me.wake, { once: true });
    });
  }

  /** https://core.telegram.org/bots/api#setwebhook */
  setWebhook(target: WebhookTarget, allowed: readonly string[] | undefined): void {
    this.#webhook = target;
    if (allowed !== undefined) this.#allowed = allowed;
    const waiting = this.#queue;
    this.#queue = [];
    for (const update of waiting) void this.#deliver(update);
  }
  deleteWebhook(): void {
    this.#webhook = undefined;
  }

  /**
   * Posts until the answer is 2xx, with growing waits: "we will repeat the request" (#setwebhook). A
   * webhook that is set anew takes over what is undelivered; one that is deleted gives it back.
   */
  async #deliver(update: Update): Promise<void> {
    this.#delivering += 1;
    try {
      for (let attempt = 0; attempt < DELIVERY_TRIES; attempt += 1) {
        if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
        const target = this.#webhook;
        if (target === undefined) {
          this.#queue.push(update);
          return;
        }
        if (await post(target, update)) return;
      }
    } finally {
      this.#delivering -= 1;
    }
  }
}

/** The playground calls this computer only: a bot that names its public address must not make it call out. */
const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

async function post({ url, secret }: WebhookTarget, update: Update): Promise<boolean> {
  if (!isLoopback(url)) return false;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // the bot is not listening yet or any more: tried again
  }
}
