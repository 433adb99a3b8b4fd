/** What has gone through the Bot API, in numbers. */
export interface TrafficView {
  /** messages that were delivered, copies and forwards included */
  readonly sends: number;
  /** messages that were refused, by anything but 429: the person blocked the bot, the chat is not there */
  readonly refused: number;
  /** calls that were answered 429, ordered ones included */
  readonly tooMany: number;
  /** messages delivered or refused in the last 1,000 ms */
  readonly perSecond: number;
  /** the most of them in any 1,000 ms */
  readonly peakPerSecond: number;
}

/** Counts sends and refusals; what is kept does not grow with the number of messages. */
export class Traffic {
  #sends = 0;
  #refused = 0;
  #tooMany = 0;
  #peak = 0;
  /** messages by millisecond, oldest first, of the last second */
  #recent: { readonly at: number; count: number }[] = [];
  #first = 0;
  #inWindow = 0;

  /** @param now milliseconds */
  count(outcome: 'sent' | 'refused', messages: number, now: number): void {
    if (outcome === 'sent') this.#sends += messages;
    else this.#refused += messages;
    this.#forget(now);
    const last = this.#recent.at(-1);
    if (last?.at === now) last.count += messages;
    else this.#recent.push({ at: now, count: messages });
    this.#inWindow += messages;
    this.#peak = Math.max(this.#peak, this.#inWindow);
  }
  countTooMany(): void {
    this.#tooMany += 1;
  }

  /** @param now milliseconds */
  view(now: number): TrafficView {
    this.#forget(now);
    return {
      sends: this.#sends,
      refused: this.#refused,
      tooMany: this.#tooMany,
      perSecond: this.#inWindow,
      peakPerSecond: this.#peak,
    };
  }

  #forget(now: number): void {
    for (let entry = this.#recent[this.#first]; entry !== undefined; entry = this.#recent[this.#first]) {
      if (entry.at > now - 1000) break;
      this.#inWindow -= entry.count;
      this.#first += 1;
    }
    if (this.#first < 1000) return;
    this.#recent = this.#recent.slice(this.#first);
    this.#first = 0;
  }
}
