import { createChats } from './chats.js';

/** Telegram allows about 30 messages a second to a bot (Bot FAQ, "My bot is hitting limits"). */
export interface PaceOptions {
  /** a monotonic clock, milliseconds. Default that of the process */
  readonly now?: () => number;
  /** paced sends and replies together in any second. Default 28: two below the limit, for what jitter moves together */
  readonly perSecond?: number;
  /** one message a second to a chat, more gets 429. Default 1,000 ms */
  readonly chatGapMs?: number;
  /** messages a minute to a group or channel (ids below 0). Default 20 */
  readonly perGroupMinute?: number;
}

export interface Pace {
  /** @returns milliseconds until a paced send to anybody may begin; 0: now */
  readonly waitMs: () => number;
  /** @returns milliseconds until this chat may get one, whatever the others get; 0: now */
  readonly chatWaitMs: (chatId: number) => number;
  /** A paced send begins; call it in the same moment as `waitMs`, before anything is awaited. */
  readonly begin: (chatId: number) => BegunSend;
  /**
   * A reply goes out past the pace: it counts, and room is kept for those to come.
   * @param kind an edit counts in its chat only. Default: a message
   * @param chatId absent: not known (a channel by its name)
   * @returns to be called when its answer is there
   */
  readonly noteReply: (chatId?: number, kind?: 'message' | 'edit') => () => void;
  /** true: this chat got all that it may get in a minute, or Telegram wants it left alone */
  readonly isFull: (chatId: number) => boolean;
  /**
   * Telegram refused a call that is none of the paced ones: its chat gets nothing for so long.
   * @param chatId absent: it concerns all; everything paced stops, then goes on at half the rate
   */
  readonly noteTooMany: (retryAfterMs: number, chatId?: number) => void;
  /** paced sends a second that are allowed now, without the replies */
  readonly rate: () => number;
}

/** A send that has its place in the window. */
export interface BegunSend {
  /** its answer is there. @param wasTaken the message has arrived */
  readonly answered: (wasTaken: boolean) => void;
  /** Telegram refused it: too many */
  readonly refused: (retryAfterMs: number) => void;
  /** nothing was sent after all: the place is free again */
  readonly cancel: () => void;
}

const SECOND_MS = 1_000;
/** Replies come in bursts: room for the busiest of these last seconds is kept free. */
const PEAK_SECONDS = 3;
/** How much of lost time may be made up at once. More would be a burst. */
const MAX_CATCH_UP_MS = 80;
/** From half the rate to the whole in two and a half seconds. */
const RECOVER_EVERY_MS = 500;
const RECOVER_STEP = 0.1;
const LOWEST_FACTOR = 0.1;
/** Messages that begin this close together may pass each other on the way. */
const OVERTAKING_MS = 20;

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
 *
 * Telegram does not say whose limit a 429 is about, the chat's or the whole bot's. (Of replies
 * `telegram/not-before.ts` judges, since they go on.) Of a paced message it is taken for the chat's own where the chat got more than its limits allow, or where Telegram took a message to
 * somebody else that set out after the refused one: a bot that is held back as a whole could not have
 * sent it. All else is taken for the whole bot's: to go on in spite of that makes the waits longer,
 * while a pause too many costs a second. A wrong guess for the chat is soon put right, since the next
 * recipients are refused too, and they got nothing before.
 */
export function createPace({
  now: clock = () => performance.now(),
  perSecond = 28,
  chatGapMs = SECOND_MS,
  perGroupMinute = 20,
}: PaceOptions = {}): Pace {
  /** times at which messages were taken, as far as known, of the last seconds; ordered */
  let taken: number[] = [];
  let replies: number[] = [];
  let shortestWayMs = Infinity;
  let nextAt = 0;
  let factor = 1;
  let factorAt = 0;
  /** the pause that is on: what it was before, and what set out before it is part of the same refusal */
  let pause = { until: 0, since: -Infinity, suspect: -Infinity, factorBefore: 1 };
  /** when the newest message that Telegram took had set out */
  let newestTaken = -Infinity;
  const chats = createChats({ gapMs: chatGapMs, perGroupMinute });

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
  const rate = (): number => {
    const now = clock();
    prune(now);
    const recent = replies.filter((at) => at > now - SECOND_MS).length;
    return Math.max(1, ceiling(now) - recent - reserve(now));
  };

  /** Telegram refused a message that had set out then: all stop. */
  const stop = (retryAfterMs: number, begun: number, now: number): void => {
    // What was under way when the first was refused, or goes out in spite of it, tells nothing new: halved once.
    const isSame = begun <= pause.since || now < pause.until;
    const factorBefore = isSame ? pause.factorBefore : ceiling(now) / perSecond;
    if (!isSame) factor = Math.max(LOWEST_FACTOR, factorBefore / 2);
    pause = {
      until: Math.max(pause.until, now + retryAfterMs),
      since: isSame ? pause.since : now,
      suspect: Math.max(isSame ? pause.suspect : -Infinity, begun),
      factorBefore,
    };
    factorAt = pause.until;
  };
  /** It was that one chat's: the others go on as before. */
  const acquit = (now: number): void => {
    if (pause.until <= now || newestTaken < pause.suspect + OVERTAKING_MS) return;
    factor = pause.factorBefore;
    factorAt = now;
    pause = { until: 0, since: -Infinity, suspect: -Infinity, factorBefore: 1 };
  };

  return {
    rate,
    waitMs: () => {
      const now = clock();
      if (now < pause.until) return Math.ceil(pause.until - now);
      prune(now);
      let wait = Math.max(0, nextAt - now);
      const room = Math.max(1, Math.floor(ceiling(now)) - reserve(now));
      if (taken.length >= room) wait = Math.max(wait, (taken[taken.length - room] ?? now) + SECOND_MS - now);
      return Math.ceil(wait);
    },
    chatWaitMs: (chatId) => chats.waitMs(chatId, clock()),
    begin: (chatId) => {
      const begun = clock();
      const gap = SECOND_MS / rate();
      nextAt = Math.max(nextAt, begun - MAX_CATCH_UP_MS) + gap;
      insert(taken, begun);
      chats.note(chatId, begun);
      const isOwn = chats.wasTooMuch(chatId);
      return {
        answered: (wasTaken) => {
          const now = clock();
          correct(begun, now);
          if (!wasTaken) return;
          newestTaken = Math.max(newestTaken, begun);
          acquit(now);
        },
        refused: (retryAfterMs) => {
          const now = clock();
          chats.hold(chatId, retryAfterMs, now);
          if (!isOwn && newestTaken < begun + OVERTAKING_MS) stop(retryAfterMs, begun, now);
        },
        cancel: () => {
          const index = taken.indexOf(begun);
          if (index >= 0) taken.splice(index, 1);
          nextAt -= gap;
        },
      };
    },
    noteReply: (chatId, kind = 'message') => {
      const begun = clock();
      if (chatId !== undefined) chats.note(chatId, begun);
      if (kind === 'edit') return () => undefined;
      insert(taken, begun);
      insert(replies, begun);
      return () => correct(begun, clock());
    },
    isFull: (chatId) => chats.isFull(chatId, clock()),
    noteTooMany: (retryAfterMs, chatId) => {
      const now = clock();
      if (chatId === undefined) stop(retryAfterMs, now, now);
      else chats.hold(chatId, retryAfterMs, now);
    },
  };
}
