import type { Message } from 'grammy/types';
import { parseCallback } from './callbacks.js';
import { parseStartPayload } from './links.js';

/** Whose subject: the chat and the person, so that a group's members do not mix. */
export interface SubjectOwner {
  readonly chatId: number;
  readonly personId: number;
}

/** What each conversation is about, so that 'अउ कागज का लगही?' keeps its scheme. Memory only, never stored. */
export interface Subjects {
  readonly get: (owner: SubjectOwner) => string | undefined;
  readonly set: (owner: SubjectOwner, schemeId: string) => void;
}

const LIFETIME_MS = 30 * 60_000;
/** Bounds memory: some 100 bytes an entry. The oldest conversation is forgotten first. */
const MAX_CONVERSATIONS = 50_000;

const keyOf = ({ chatId, personId }: SubjectOwner): string => `${chatId}:${personId}`;

/** @param clock milliseconds; a parameter so that tests can let half an hour pass */
export function createSubjects(clock: () => number): Subjects {
  // A Map keeps the order of insertion: the first key is the one set longest ago.
  const entries = new Map<string, { schemeId: string; at: number }>();
  return {
    get: (owner) => {
      const entry = entries.get(keyOf(owner));
      return entry === undefined || clock() - entry.at > LIFETIME_MS ? undefined : entry.schemeId;
    },
    set: (owner, schemeId) => {
      const key = keyOf(owner);
      entries.delete(key);
      entries.set(key, { schemeId, at: clock() });
      const oldest = entries.keys().next();
      if (entries.size > MAX_CONVERSATIONS && oldest.done === false) entries.delete(oldest.value);
    },
  };
}

/**
 * The scheme that a message of the bot is about, by what its buttons carry: 'this is wrong' and links to the
 * scheme name it; other buttons lead to it, or to others near it, and count when they all lead to one.
 * @returns undefined for a message that is about none, or leaves open which
 */
export function schemeOf(message: Pick<Message, 'reply_markup'>): string | undefined {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const ids = { own: new Set<string>(), near: new Set<string>() };
  for (const button of buttons) {
    const data = 'callback_data' in button ? parseCallback(button.callback_data) : undefined;
    if (data?.kind === 'report') ids.own.add(data.schemeId);
    if (data?.kind === 'show' || data?.kind === 'card') ids.near.add(data.schemeId);
    const linked = 'url' in button ? linkedScheme(button.url) : undefined;
    if (linked !== undefined) ids.own.add(linked);
  }
  const [only, other] = ids.own.size > 0 ? ids.own : ids.near;
  return other === undefined ? only : undefined;
}

/** @returns the scheme to which a deep link leads, also one that is handed on by Telegram's share dialog */
function linkedScheme(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { searchParams } = new URL(url);
  const shared = searchParams.get('url');
  if (shared !== null) return linkedScheme(shared);
  const payload = parseStartPayload(searchParams.get('start') ?? '');
  return payload?.kind === 'scheme' ? payload.schemeId : undefined;
}
