/** Telegram allows about 30 messages a second to a bot (Bot FAQ, "My bot is hitting limits"). */
export interface PaceOptions {
  /** paced sends and replies together in any second. Default 28: two below the limit, for what jitter moves together */
  readonly perSecond?: number;
  /** one message a second to a chat, more gets 429. Default 1,000 ms */
  readonly chatGapMs?: number;
  /** messages a minute to a group or channel (ids below 0). Default 20 */
  readonly perGroupMinute?: number;
}

export interface Pace {
  /** @returns milliseconds until a send to this chat may begin; 0: now */
  readonly waitMs: (chatId: number, now: number) => number;
  /** A paced send begins; call it in the same moment as `waitMs`, before anything is awaited. */
  readonly begin: (chatId: number, now: number) => BegunSend;
  /**
   * A reply goes out past the pace: it counts, and room is kept for those to come.
   * @returns to be called when its answer is there
   */
  readonly noteReply: (now: number) => (now: number) => void;
  /** Telegram refused one, whose ever: everything paced stops for so long, then goes on at half the rate. */
  readonly noteTooMany: (retryAfterMs: number, now: number) => void;
  /** paced sends a second that are allowed now, without the replies */
  readonly rate: (now: number) => number;
}

/** A send that has its place in the window. */
export interface BegunSend {
  /** its answer is there */
  readonly answered: (now: number) => void;
  /** nothing was sent after all: the place is free again */
  readonly cancel: () => void;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Replies come in bursts: room for the busiest of these last seconds is kept free. */
const PEAK_SECONDS = 3;
/** How much of lost time may be made up at once. More would be a burst. */
const MAX_CATCH_UP_MS = 80;
const RECOVER_EVERY_MS = 5_000;
const RECOVER_STEP = 0.1;
const FORGET_CHATS_OVER = 5_000;

/** Keeps the times in order. */
function insert(times: number[], at: number): void {
  let index = times.length;
  while (index > 0 && (times[index - 1] ?? 0) > at) index -= 1;
  times.splice(index, 0, at);
}

/**
 * When the next paced message may go. A sliding window: in no 1,000 ms more than `perSecond` messages,
 * replies included, evenly spread. Telegram's own window is at its end of the line, so what counts is
 * when it took a message: the time of the answer less the shortest way seen, which is never before
 * the start. Thus a stalled process cannot let two windows slide into one.
 */
export function createPace({ perSecond = 28, chatGapMs = SECOND_MS, perGroupMinute = 20 }: PaceOptions = {}): Pace {
  /** times at which messages were taken, as far as known, of the last seconds; ordered */
  let taken: number[] = [];
  let replies: number[] = [];
  let shortestWayMs = Infinity;
  let nextAt = 0;
  let pausedUntil = 0;
  let factor = 1;
  let factorAt = 0;
  const lastByChat = new Map<number, number>();
  const groupTimes = new Map<number, number[]>();

  /** Moves a message to when Telegram took it, as far as its answer tells. */
  const correct = (begun: number, answered: number): void => {
    shortestWayMs = Math.min(shortestWayMs, answered - begun);
    const at = Math.max(begun, answered - shortestWayMs);
    if (at === begun) return;
    const index = taken.indexOf(begun);
    if (index >= 0) taken.splice(index, 1);
    insert(taken, at);
  };
  const prune = (now: number): void => {
    taken = taken.filter((at) => at > now - SECOND_MS);
    replies = replies.filter((at) => at > now - PEAK_SECONDS * SECOND_MS);
    if (lastByChat.size > FORGET_CHATS_OVER)
      for (const [chat, at] of lastByChat) if (at < now - chatGapMs) lastByChat.delete(chat);
  };
  const ceiling = (now: number): number => {
    if (factor < 1 && now >= factorAt) {
      const steps = Math.floor((now - factorAt) / RECOVER_EVERY_MS);
      factor = Math.min(1, factor + steps * RECOVER_STEP);
      factorAt += steps * RECOVER_EVERY_MS;
    }
    return Math.max(1, perSecond * factor);
  };
  /** Room for replies: the busiest of the last seconds, as long as it is not used up in this one. */
  const reserve = (now: number): number => {
    let peak = 0;
    let current = 0;
    for (const at of replies) {
      const within = replies.filter((other) => other <= at && other > at - SECOND_MS).length;
      peak = Math.max(peak, within);
      if (at > now - SECOND_MS) current += 1;
    }
    return Math.max(0, peak - current);
  };
  const rate = (now: number): number => {
    prune(now);
    const recent = replies.filter((at) => at > now - SECOND_MS).length;
    return Math.max(1, ceiling(now) - recent - reserve(now));
  };

  return {
    rate,
    waitMs: (chatId, now) => {
      if (now < pausedUntil) return pausedUntil - now;
      prune(now);
      let wait = Math.max(0, nextAt - now);
      const room = Math.max(1, Math.floor(ceiling(now)) - reserve(now));
      if (taken.length >= room) wait = Math.max(wait, (taken[taken.length - room] ?? now) + SECOND_MS - now);
      const last = lastByChat.get(chatId);
      if (last !== undefined) wait = Math.max(wait, last + chatGapMs - now);
      const group = groupTimes.get(chatId)?.filter((at) => at > now - MINUTE_MS) ?? [];
      if (group.length >= perGroupMinute)
        wait = Math.max(wait, (group[group.length - perGroupMinute] ?? now) + MINUTE_MS - now);
      return Math.ceil(wait);
    },
    begin: (chatId, now) => {
      const gap = SECOND_MS / rate(now);
      nextAt = Math.max(nextAt, now - MAX_CATCH_UP_MS) + gap;
      insert(taken, now);
      lastByChat.delete(chatId);
      lastByChat.set(chatId, now);
      if (chatId < 0)
        groupTimes.set(chatId, [...(groupTimes.get(chatId) ?? []).filter((at) => at > now - MINUTE_MS), now]);
      return {
        answered: (at) => correct(now, at),
        cancel: () => {
          const index = taken.indexOf(now);
          if (index >= 0) taken.splice(index, 1);
          nextAt -= gap;
        },
      };
    },
    noteReply: (now) => {
      insert(taken, now);
      insert(replies, now);
      return (answered) => correct(now, answered);
    },
    noteTooMany: (retryAfterMs, now) => {
      pausedUntil = Math.max(pausedUntil, now + retryAfterMs);
      factor = Math.max(0.1, ceiling(now) / perSecond / 2);
      factorAt = pausedUntil;
    },
  };
}
