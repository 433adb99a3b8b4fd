/** When Telegram may be called again, as far as it has said so: one for the replies and the polling of a term. */
export interface NotBefore {
  /** @returns milliseconds until this call may go out; 0: now */
  readonly waitMs: (call: Call) => number;
  /** Telegram refused this call and wants to be left alone for so long. */
  readonly refused: (call: Call, retryAfterSeconds: number) => void;
  /** milliseconds until anything may go out; polling waits for it too, since nobody could be answered */
  readonly waitForAllMs: () => number;
}

export interface Call {
  readonly method: string;
  /** absent: the call is about no chat */
  readonly chatId?: number | undefined;
}

/** So many people's chats refused at a time: then it is about the bot, not about them. */
const CHATS_OF_ALL = 3;
const FORGET_OVER = 1_000;

/**
 * Telegram limits a chat (one message a second, a group 20 a minute), a method and the whole bot, and
 * does not say which it was; calling again all the same makes the wait grow. So a refusal concerns
 * its chat, or its method where there is no chat; once several people's chats are refused at a time,
 * it concerns all. Groups do not count for that: whoever fills two of them must not silence the bot.
 * @param clock milliseconds, monotonic
 */
export function createNotBefore(clock: () => number = () => performance.now()): NotBefore {
  const until = new Map<string, number>();
  const people = new Set<string>();
  let allUntil = 0;
  const forget = (now: number): void => {
    for (const [key, at] of until)
      if (at <= now) {
        until.delete(key);
        people.delete(key);
      }
  };
  return {
    waitMs: (call) => {
      if (until.size === 0) return 0;
      const now = clock();
      const own = until.get(keyOf(call)) ?? 0;
      // The wait of all is about messages: a tap may be acknowledged meanwhile.
      return Math.max(0, own - now, call.chatId === undefined ? 0 : allUntil - now);
    },
    refused: (call, retryAfterSeconds) => {
      const now = clock();
      const at = now + retryAfterSeconds * 1_000;
      const key = keyOf(call);
      if (until.size > FORGET_OVER || people.size > 0) forget(now);
      until.set(key, Math.max(at, until.get(key) ?? 0));
      if (call.chatId === undefined || call.chatId < 0) return;
      people.add(key);
      if (people.size >= CHATS_OF_ALL) allUntil = Math.max(allUntil, at);
    },
    waitForAllMs: () => Math.max(0, allUntil - clock()),
  };
}

const keyOf = ({ method, chatId }: Call): string => (chatId === undefined ? method : String(chatId));
