import type { Update, WebhookInfo } from '@grammyjs/types';
import { BotApiError } from './errors.js';
import { callWebhook, type WebhookTarget } from './webhook.js';

/** An update without its number. */
export type NewUpdate = Omit<Update, 'update_id'>;

/** An update that the bot has not taken yet. */
interface Entry {
  readonly update: Update;
  /** updates of one chat go to a webhook one after the other, as Telegram's do; not in the documentation */
  readonly lane: number | string;
  isUnderWay: boolean;
  tries: number;
  /** milliseconds of the monotonic clock; a call that failed is repeated then */
  notBefore: number;
}

/** What a bot gets when it names no kinds: https://core.telegram.org/bots/api#getupdates, allowed_updates */
const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
/** Waits between calls of a webhook that fails: 200 ms, 400 ms, … 5 s. Telegram's are longer and secret. */
const FIRST_RETRY_MS = 200;
const MAX_RETRY_MS = 5_000;

/** The updates that wait for the bot, until they are confirmed by `getUpdates` or taken by the webhook. */
export class Updates {
  /** oldest first; a set, since entries leave it from anywhere */
  readonly #queue = new Set<Entry>();
  #underWay = 0;
  #nextId = 1000;
  #latest: Update | undefined;
  #waiting: { wake: () => void; cancel: (reason: string) => void } | undefined;
  #allowed: readonly string[] | undefined;
  #webhook: WebhookTarget | undefined;
  #calls = new AbortController();
  #lastError: { last_error_date: number; last_error_message: string } | undefined;
  readonly #retries = new Set<NodeJS.Timeout>();
  readonly #now: () => number;
  /** each update is delivered this many times: redelivery, as after a lost confirmation */
  copies = 1;
  /** as many of the next updates are delivered twice */
  duplicates = 0;

  /** @param now Unix time in seconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** not confirmed yet, those under way included */
  get pending(): number {
    return this.#queue.size;
  }

  push(update: NewUpdate): void {
    const kind = Object.keys(update).find((name) => name !== 'update_id') ?? '';
    const wanted =
      this.#allowed === undefined || this.#allowed.length === 0
        ? !NOT_BY_DEFAULT.has(kind)
        : this.#allowed.includes(kind);
    if (!wanted) return;
    const numbered = { update_id: this.#nextId++, ...update };
    this.#latest = numbered;
    const copies = this.duplicates > 0 ? Math.max(2, this.copies) : this.copies;
    this.duplicates = Math.max(0, this.duplicates - 1);
    for (let copy = 0; copy < copies; copy += 1)
      this.#queue.add({ update: numbered, lane: laneOf(update), isUnderWay: false, tries: 0, notBefore: 0 });
    this.#deliver();
  }

  /** Delivers the latest update once more, as when its confirmation was lost. */
  again(): void {
    if (this.#latest === undefined) return;
    const { update_id: _id, ...update } = this.#latest;
    this.#queue.add({ update: this.#latest, lane: laneOf(update), isUnderWay: false, tries: 0, notBefore: 0 });
    this.#deliver();
  }

  #deliver(): void {
    if (this.#webhook === undefined) this.#waiting?.wake();
    else this.#callNext(this.#webhook);
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
    this.#waiting?.cancel('terminated by other getUpdates request; make sure that only one bot instance is running');
    if (args.allowed_updates !== undefined) this.#allowed = args.allowed_updates;
    this.#confirm(args.offset ?? 0);
    if (this.#queue.size === 0 && (args.timeout ?? 0) > 0) await this.#wait((args.timeout ?? 0) * 1000, signal);
    return this.#oldest(Math.min(Math.max(args.limit ?? 100, 1), 100));
  }

  /** Forgets what is older than the offset; a negative one counts from the end. */
  #confirm(offset: number): void {
    if (offset > 0) for (const entry of this.#queue) if (entry.update.update_id < offset) this.#queue.delete(entry);
    if (offset < 0) for (const entry of [...this.#queue].slice(0, offset)) this.#queue.delete(entry);
  }

  #oldest(count: number): Update[] {
    const found: Update[] = [];
    for (const { update } of this.#queue) {
      if (found.length === count) break;
      found.push(update);
    }
    return found;
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        if (this.#waiting === me) this.#waiting = undefined;
        settle();
      };
      const me = {
        wake: () => end(resolve),
        cancel: (reason: string) => end(() => reject(new BotApiError(409, `Conflict: ${reason}`))),
      };
      const timer = setTimeout(me.wake, ms);
      this.#waiting = me;
      signal.addEventListener('abort', me.wake, { once: true });
    });
  }

  /** https://core.telegram.org/bots/api#setwebhook; undefined deletes it */
  setWebhook(
    target: WebhookTarget | undefined,
    options: { allowed_updates?: readonly string[]; drop_pending_updates?: boolean } = {},
  ): void {
    this.#calls.abort();
    this.#calls = new AbortController();
    this.#webhook = target;
    this.#lastError = undefined;
    if (options.allowed_updates !== undefined) this.#allowed = options.allowed_updates;
    if (options.drop_pending_updates === true) this.#queue.clear();
    this.#underWay = 0;
    for (const entry of this.#queue) Object.assign(entry, { isUnderWay: false, tries: 0, notBefore: 0 });
    if (target === undefined) return;
    this.#waiting?.cancel('terminated by setWebhook request');
    this.#callNext(target);
  }

  /** https://core.telegram.org/bots/api#getwebhookinfo */
  webhookInfo(): WebhookInfo {
    return {
      url: this.#webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.pending,
      ...(this.#webhook === undefined ? {} : { max_connections: this.#webhook.maxConnections }),
      ...(this.#allowed === undefined ? {} : { allowed_updates: this.#allowed as WebhookInfo['allowed_updates'] & {} }),
      ...this.#lastError,
    };
  }

  /** Starts every call that may start now: the oldest update of each lane, as connections allow. */
  #callNext(target: WebhookTarget): void {
    const seen = new Set<number | string>();
    let free = target.maxConnections - this.#underWay;
    if (free <= 0) return;
    for (const entry of this.#queue) {
      if (free <= 0) return;
      if (seen.has(entry.lane)) continue;
      seen.add(entry.lane);
      if (entry.isUnderWay || entry.notBefore > performance.now()) continue;
      entry.isUnderWay = true;
      this.#underWay += 1;
      free -= 1;
      void this.#call(target, entry);
    }
  }

  /** "In case of an unsuccessful request, we will repeat the request": #setwebhook */
  async #call(target: WebhookTarget, entry: Entry): Promise<void> {
    const { signal } = this.#calls;
    const problem = await callWebhook(target, entry.update, signal);
    if (signal.aborted) return; // another webhook, or none: the entry belongs to it
    entry.isUnderWay = false;
    this.#underWay -= 1;
    if (problem === undefined) this.#queue.delete(entry);
    else this.#retryLater(target, entry, problem);
    this.#callNext(target);
  }

  #retryLater(target: WebhookTarget, entry: Entry, problem: string): void {
    this.#lastError = { last_error_date: this.#now(), last_error_message: problem };
    const ms = Math.min(FIRST_RETRY_MS * 2 ** entry.tries, MAX_RETRY_MS);
    entry.tries += 1;
    entry.notBefore = performance.now() + ms;
    const { signal } = this.#calls;
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      if (!signal.aborted) this.#callNext(target);
    }, ms + 1);
    this.#retries.add(timer);
  }

  /** Ends all calls and waits. */
  close(): void {
    this.#calls.abort();
    this.#waiting?.wake();
    this.#webhook = undefined;
    for (const timer of this.#retries) clearTimeout(timer);
  }
}

/** The chat of an update, else the person. */
function laneOf(update: NewUpdate): number | string {
  const [content] = Object.values(update) as {
    chat?: { id: number };
    message?: { chat?: { id: number } };
    from?: { id: number };
  }[];
  return content?.chat?.id ?? content?.message?.chat?.id ?? content?.from?.id ?? 'none';
}
