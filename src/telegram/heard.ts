import { hash } from 'node:crypto';
import type { Message } from 'grammy/types';

/** Which words were heard in which message, and which message of the bot answers it. Memory only, never stored. */
export interface Heard {
  /** @returns false when the message was heard with the same words before */
  readonly note: (message: Message, text: string) => boolean;
  /** The bot answered this message by its own of this id. */
  readonly answered: (message: Message, answerId: number) => void;
  /** @returns id of the message that answers this one */
  readonly answerTo: (message: Message) => number | undefined;
}

/** Bounds memory: some 200 bytes an entry. After that, and after a restart, an edit is answered anew. */
const MAX_MESSAGES = 20_000;

export function createHeard(): Heard {
  // A Map keeps the order of insertion: the first key is the message noted longest ago.
  const entries = new Map<string, { readonly digest: string; readonly answerId?: number }>();
  return {
    note: (message, text) => {
      const key = keyOf(message);
      const before = entries.get(key);
      // A digest, because what people ask is kept nowhere.
      const digest = hash('sha256', text, 'base64');
      if (before?.digest === digest) return false;
      entries.delete(key);
      entries.set(key, { ...before, digest });
      const oldest = entries.keys().next();
      if (entries.size > MAX_MESSAGES && oldest.done === false) entries.delete(oldest.value);
      return true;
    },
    answered: (message, answerId) => {
      const entry = entries.get(keyOf(message));
      if (entry !== undefined) entries.set(keyOf(message), { ...entry, answerId });
    },
    answerTo: (message) => entries.get(keyOf(message))?.answerId,
  };
}

const keyOf = ({ chat, message_id }: Message): string => `${chat.id}:${message_id}`;
