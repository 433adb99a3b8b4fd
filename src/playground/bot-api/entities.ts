import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.js';

const DETECTED: readonly (readonly [MessageEntity['type'] & ('bot_command' | 'mention' | 'url'), RegExp])[] = [
  // https://core.telegram.org/bots/features#commands: 1-32 Latin letters, digits and underscores
  ['bot_command', /(?<![\p{L}\p{N}_/])\/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_])/gu],
  ['mention', /(?<![\p{L}\p{N}_@])@[a-zA-Z0-9_]{3,32}(?![\p{L}\p{N}_])/gu],
  ['url', /(?<![\p{L}\p{N}_])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:in|com|org|me|net)(?:\/[^\s<>"]*)?)/giu],
];

/** The entities that Telegram finds in a text by itself; offsets in UTF-16 code units. */
export function detectEntities(text: string): MessageEntity[] {
  const found = DETECTED.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((match): MessageEntity => ({ type, offset: match.index, length: match[0].length })),
  );
  return found.sort((a, b) => a.offset - b.offset);
}

/**
 * Checks entities that a bot sent. Offsets count UTF-16 code units:
 * https://core.telegram.org/bots/api#messageentity
 */
export function checkEntities(text: string, entities: readonly MessageEntity[] | undefined): MessageEntity[] {
  return (entities ?? []).map((entity) => {
    const { type, offset, length } = entity;
    const inside =
      Number.isInteger(offset) &&
      Number.isInteger(length) &&
      offset >= 0 &&
      length > 0 &&
      offset + length <= text.length;
    if (!inside) throw badRequest(`entity "${type}" at ${offset}, length ${length}, is outside of the text`);
    if (entity.type === 'text_link' && !URL.canParse(entity.url))
      throw badRequest(`wrong URL in entity: ${entity.url}`);
    return entity;
  });
}
