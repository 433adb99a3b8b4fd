import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.js';
import { checkLink } from './links.js';

/** Earlier ones take precedence. */
const DETECTED: readonly (readonly [MessageEntity['type'] & ('bot_command' | 'mention' | 'url' | 'email'), RegExp])[] =
  [
    ['email', /(?<![\p{L}\p{N}_.+-])[a-z0-9_.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}-])/giu],
    [
      'url',
      /(?<![\p{L}\p{N}_@.-])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:in|com|org|me|net)(?![\p{L}\p{N}-])(?:\/[^\s<>"]*)?)(?<![.,!?;:)।'])/giu,
    ],
    // https://core.telegram.org/bots/features#commands: 1-32 Latin letters, digits and underscores
    ['bot_command', /(?<![\p{L}\p{N}_/])\/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_])/gu],
    ['mention', /(?<![\p{L}\p{N}_@])@[a-zA-Z0-9_]{3,32}(?![\p{L}\p{N}_])/gu],
  ];

/** Every type of https://core.telegram.org/bots/api#messageentity; the compiler keeps it complete. */
const TYPES: Readonly<Record<MessageEntity['type'], true>> = {
  blockquote: true,
  bold: true,
  bot_command: true,
  cashtag: true,
  code: true,
  custom_emoji: true,
  date_time: true,
  email: true,
  expandable_blockquote: true,
  hashtag: true,
  italic: true,
  mention: true,
  phone_number: true,
  pre: true,
  spoiler: true,
  strikethrough: true,
  text_link: true,
  text_mention: true,
  underline: true,
  url: true,
};
/** Nothing is detected where one of these stands. */
const CLOSED = new Set<string>(['code', 'pre', 'text_link', 'text_mention', 'mention', 'url', 'email', 'bot_command']);
/** TDLib, MessageEntity.cpp */
const MAX_OFFSET = 1_000_000;

export interface FormattedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** The entities that Telegram finds in a text by itself; offsets in UTF-16 code units. */
export function detectEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const [type, pattern] of DETECTED) {
    for (const match of text.matchAll(pattern)) {
      const entity: MessageEntity = { type, offset: match.index, length: match[0].length };
      // An address may have an @ or a slash in it.
      if (!found.some((other) => intersects(other, entity))) found.push(entity);
    }
  }
  return found.sort(outermostFirst);
}

/**
 * What Telegram makes of a text with entities: those out of the text are refused, blanks at both
 * ends go, and what it finds by itself is added. Rules of https://core.telegram.org/bots/api#messageentity;
 * the words of refusal are TDLib's, MessageEntity.cpp.
 * @throws {BotApiError} 400
 */
export function formatText(text: string, entities: readonly MessageEntity[] | undefined): FormattedText {
  if (entities !== undefined && !Array.isArray(entities)) throw badRequest("can't parse entities: expected an Array");
  for (const entity of entities ?? []) checkEntity(text, entity);
  const trimmed = trim(text, [...(entities ?? [])].sort(outermostFirst));
  const detected = detectEntities(trimmed.text).filter(
    (own) => !trimmed.entities.some((given) => CLOSED.has(given.type) && intersects(own, given)),
  );
  return { text: trimmed.text, entities: [...trimmed.entities, ...detected].sort(outermostFirst) };
}

function checkEntity(text: string, entity: MessageEntity): void {
  if (!Object.hasOwn(TYPES, entity?.type)) throw badRequest("can't parse MessageEntity: Unsupported type specified");
  const { offset, length } = entity;
  if (!Number.isInteger(offset) || offset < 0 || offset > MAX_OFFSET)
    throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (!Number.isInteger(length) || length < 0 || length > MAX_OFFSET)
    throw badRequest(`receive an entity with incorrect length ${length}`);
  const end = offset + length;
  if (length === 0) return; // dropped below
  if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (end > text.length)
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  if (splitsPair(text, offset)) throw badRequest(`entity begins in a middle of a UTF-16 symbol at offset ${offset}`);
  if (splitsPair(text, end))
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at offset ${end}`,
    );
  if (entity.type === 'text_link') checkLink(entity.url, 'entity');
}

/** Whether an emoji or another letter outside of the basic plane is cut in two there. */
const splitsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));

/** Blanks and line breaks go at the end, and at the start as far as no entity begins there. */
function trim(text: string, entities: readonly MessageEntity[]): FormattedText {
  const end = text.search(/(?<![ \n])[ \n]*$/);
  const first = Math.min(...entities.map(({ offset }) => offset), end);
  const start = Math.min(text.search(/[^ \n]|$/), first);
  return {
    text: text.slice(start, end),
    entities: entities
      .map((entity) => ({
        ...entity,
        offset: entity.offset - start,
        length: Math.min(entity.offset + entity.length, end) - entity.offset,
      }))
      .filter(({ length }) => length > 0),
  };
}

const outermostFirst = (a: MessageEntity, b: MessageEntity): number => a.offset - b.offset || b.length - a.length;
const intersects = (a: MessageEntity, b: MessageEntity): boolean =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;
