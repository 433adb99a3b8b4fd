import { formatText } from './entities.js';
import { badRequest } from './errors.js';
import type { MessageEntity } from './types.js';

/** 1-4096 characters after entities parsing: https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4096;
/** 0-1024 characters after entities parsing: https://core.telegram.org/bots/api#sendphoto */
const MAX_CAPTION = 1024;

interface TextFields {
  readonly text?: string | undefined;
  readonly entities?: readonly MessageEntity[] | undefined;
  readonly parse_mode?: unknown;
}
interface CaptionFields {
  readonly caption?: string | undefined;
  readonly caption_entities?: readonly MessageEntity[] | undefined;
  readonly parse_mode?: unknown;
}

/** Checks text and entities as `sendMessage` and `editMessageText` take them. @throws {BotApiError} 400 */
export function checkText(args: TextFields): { text: string; entities?: MessageEntity[] } {
  refuseParseMode(args.parse_mode);
  if (typeof args.text !== 'string' || args.text === '') throw badRequest('message text is empty');
  if (isBlank(args.text)) throw badRequest('text must be non-empty');
  const { text, entities } = formatText(args.text, args.entities);
  if (text.length > MAX_TEXT) throw badRequest('message is too long');
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

/** Checks a caption. @returns nothing of it when there is none @throws {BotApiError} 400 */
export function checkCaption(args: CaptionFields): { caption?: string; caption_entities?: MessageEntity[] } {
  refuseParseMode(args.parse_mode);
  if (args.caption === undefined || isBlank(args.caption)) return {};
  const { text, entities } = formatText(args.caption, args.caption_entities);
  if (text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

/** Letters without ink count as nothing. */
const isBlank = (text: string): boolean => /^[\s\u200B-\u200F\u2060-\u2064\uFEFF]*$/.test(text);

/** The bot formats by entities only, so there is no parser of HTML or Markdown here. */
function refuseParseMode(mode: unknown): void {
  if (mode !== undefined) throw badRequest('unsupported parse_mode: the playground takes entities only');
}
