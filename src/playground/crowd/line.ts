import type { Message } from '@grammyjs/types';
import type { StoredMessage } from '../bot-api/types.js';

const MAX_LENGTH = 120;
const SIGNS = { photo: '🖼', video: '🎬', voice: '🎤', document: '📄', sticker: '🙂', location: '📍', contact: '👤' };

/** A message in one line: a sign for what it carries, and the beginning of its words. @returns '' for none */
export function lineOf(message: StoredMessage | undefined): string {
  if (message === undefined) return '';
  const sign = Object.entries(SIGNS).find(([kind]) => kind in message)?.[1] ?? '';
  const { text, caption } = message as Partial<Message.TextMessage & Message.CaptionableMessage>;
  const words = (text ?? caption ?? '').replaceAll(/\s+/g, ' ').trim();
  const short = words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH - 1)}…` : words;
  return `${sign} ${short}`.trim();
}
