/** What Telegram allows one chat, whatever the others get (Bot FAQ, "My bot is hitting limits"). */
export interface ChatLimits {
  /** one message in this time, in the long run. Milliseconds */
  readonly gapMs: number;
  /** to a group or channel (ids below 0) in any minute */
  readonly perGroupMinute: number;
}

/** What each chat got lately, and until when it gets nothing. Times are those of one monotonic clock, milliseconds. */
export interface Chats {
  /** @returns milliseconds until one more is within the chat's own limits; 0: now */
  readonly waitMs: (chatId: number, now: number) => number;
  /** true: it got all of its minute, or is held */
  readonly isFull: (chatId: number, now: number) => boolean;
  /** Something goes to this chat: a message or an edit. */
  readonly note: (chatId: number, now: number) => void;
  /** true: what went to it last was more than the chat may get by itself */
  readonly wasTooMuch: (chatId: number) => boolean;
  /** It gets nothing for so long. */
  readonly hold: (chatId: number, ms: number, now: number) => void;
}

interface Chat {
  /** time at which its allowance is whole again: each message moves it by a gap (generic cell rate algorithm) */
  wholeAt: number;
  heldUntil: number;
  /** of a group: when it got something within the last minute */
  times: number[];
  wasTooMuch: boolean;
}

const MINUTE_MS = 60_000;
/** More debt than this is forgiven: nobody waits longer for having written much. */
const MOST_DEBT_MS = MINUTE_MS;
/** Chats that are remembered before those that are quiet again are forgotten. */
const SWEEP_AT = 5_000;

export function createChats({ gapMs, perGroupMinute }: ChatLimits): Chats {
  const chats = new Map<number, Chat>();
  let sweepAt = SWEEP_AT;

  const timesOf = (chat: Chat, now: number): number[] => chat.times.filter((at) => at > now - MINUTE_MS);
  const get = (id: number, now: number): Chat => {
    const known = chats.get(id);
    if (known !== undefined) return known;
    if (chats.size >= sweepAt) sweep(now);
    const chat = { wholeAt: 0, heldUntil: 0, times: [], wasTooMuch: false };
    chats.set(id, chat);
    return chat;
  };
  const sweep = (now: number): void => {
    for (const [id, chat] of chats)
      if (chat.wholeAt <= now && chat.heldUntil <= now && timesOf(chat, now).length === 0) chats.delete(id);
    sweepAt = Math.max(SWEEP_AT, chats.size * 2);
  };
  const minuteWaitMs = (chat: Chat, now: number): number => {
    const times = timesOf(chat, now);
    return times.length < perGroupMinute ? 0 : (times[times.length - perGroupMinute] ?? now) + MINUTE_MS - now;
  };

  return {
    waitMs: (id, now) => {
      const chat = chats.get(id);
      if (chat === undefined) return 0;
      return Math.ceil(Math.max(0, chat.wholeAt - now, chat.heldUntil - now, minuteWaitMs(chat, now)));
    },
    isFull: (id, now) => {
      const chat = chats.get(id);
      return chat !== undefined && (chat.heldUntil > now || minuteWaitMs(chat, now) > 0);
    },
    note: (id, now) => {
      const chat = get(id, now);
      chat.wasTooMuch = chat.wholeAt > now || minuteWaitMs(chat, now) > 0;
      chat.wholeAt = Math.min(Math.max(chat.wholeAt, now) + gapMs, now + MOST_DEBT_MS);
      if (id < 0) chat.times = [...timesOf(chat, now), now];
    },
    wasTooMuch: (id) => chats.get(id)?.wasTooMuch === true,
    hold: (id, ms, now) => {
      const chat = get(id, now);
      chat.heldUntil = Math.max(chat.heldUntil, now + ms);
    },
  };
}
