import { FormattedString } from '@grammyjs/parse-mode';
import { GrammyError, type InlineKeyboard } from 'grammy';
import type { Message, MessageEntity, MessageOrigin } from 'grammy/types';
import { concat, link, plain, truncate, type Rich } from '../../answers/text.js';
import type { BotContext } from '../../telegram/context.js';
import type { Outgoing } from '../../telegram/outgoing.js';
import { relativeDay } from './when.js';

/** Bot API, sendMessage.text and caption, in UTF-16 code units */
const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_TITLE = 60;

export type SourceOutcome =
  | {
      readonly kind: 'kept';
      readonly message: Extract<Outgoing, { kind: 'copy' }>;
      readonly isPoll: boolean;
      readonly title: string;
      readonly undated: string | undefined;
    }
  /** key of the sentence that says why not, with its values */
  | { readonly kind: 'refused'; readonly why: string; readonly values?: Readonly<Record<string, string>> };

/**
 * Makes the message that will be copied to everybody: the bot's own copy of what the administrator
 * sent, in the storage channel or in this chat, so that neither an edit nor a deletion of the
 * original changes what goes out. A forward becomes a copy that names its origin.
 * @param keyboard what people will get under it; in this chat the copy is its own preview
 * @param operatorName stands below the words: who speaks, for those who get it and those to whom it is passed on
 */
export async function keepSource(
  ctx: BotContext,
  storageChatId: number | undefined,
  keyboard: InlineKeyboard,
  operatorName: string | undefined,
): Promise<SourceOutcome> {
  const message = ctx.message;
  if (message === undefined) return { kind: 'refused', why: 'broadcast.refused.kind' };
  // The parts of an album are messages of their own and carry no buttons.
  if (message.media_group_id !== undefined) return { kind: 'refused', why: 'broadcast.refused.album' };
  const words = wordsOf(message);
  if (words === undefined) return { kind: 'refused', why: 'broadcast.refused.kind' };
  const wrong = wrongLink(words.text, words.entities);
  if (wrong !== undefined) return { kind: 'refused', why: 'broadcast.refused.link', values: { link: wrong } };

  const origin = message.forward_origin === undefined ? undefined : originLine(message.forward_origin, ctx);
  const whole = origin === undefined ? new FormattedString(words.text, [...words.entities]) : withOrigin(words, origin);
  const limit = limitOf(words.in);
  if (whole.text.length > limit)
    return { kind: 'refused', why: 'broadcast.refused.long', values: { limit: String(limit) } };
  const signed = message.poll === undefined ? withSender(whole, operatorName, limit) : whole;
  const said = signed.text === words.text ? undefined : signed;

  const chatId = storageChatId ?? message.chat.id;
  try {
    const messageId = await copy(ctx, chatId, message, words, said, storageChatId === undefined ? keyboard : undefined);
    const place = words.in === 'text' || message.poll === undefined ? words.in : 'none';
    return {
      kind: 'kept',
      message: { kind: 'copy', chatId, messageId, words: place },
      isPoll: message.poll !== undefined,
      title: titleOf(message.poll?.question ?? words.text),
      undated: relativeDay(words.text),
    };
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400)
      return { kind: 'refused', why: 'broadcast.refused.telegram', values: { why: error.description } };
    throw error;
  }
}

async function copy(
  ctx: BotContext,
  chatId: number,
  message: Message,
  words: Words,
  said: Rich | undefined,
  keyboard: InlineKeyboard | undefined,
): Promise<number> {
  const markup = keyboard === undefined ? {} : { reply_markup: keyboard };
  if (said !== undefined && words.in === 'text') {
    const sent = await ctx.api.sendMessage(chatId, said.text, {
      ...markup,
      entities: said.entities,
      // As the administrator sees it; the link to where a forward comes from gets none.
      link_preview_options:
        message.forward_origin === undefined ? (message.link_preview_options ?? {}) : { is_disabled: true },
    });
    return sent.message_id;
  }
  const caption = said === undefined ? {} : { caption: said.text, caption_entities: said.entities };
  const sent = await ctx.api.copyMessage(chatId, message.chat.id, message.message_id, { ...markup, ...caption });
  return sent.message_id;
}

interface Words {
  readonly in: 'text' | 'caption';
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** @returns undefined for kinds of message that are no announcement: stickers, places, contacts, games */
export function wordsOf(message: Message): Words | undefined {
  if (message.text !== undefined) return { in: 'text', text: message.text, entities: message.entities ?? [] };
  const isMedia =
    message.photo !== undefined ||
    message.video !== undefined ||
    message.document !== undefined ||
    message.voice !== undefined ||
    message.audio !== undefined ||
    message.poll !== undefined;
  return isMedia ? { in: 'caption', text: message.caption ?? '', entities: message.caption_entities ?? [] } : undefined;
}

/** Bot API, in UTF-16 code units */
export const limitOf = (place: 'text' | 'caption' | 'none'): number => (place === 'text' ? MAX_TEXT : MAX_CAPTION);

/** The first words, on one line. */
export const titleOf = (text: string): string => truncate(text.replaceAll(/\s+/gu, ' ').trim(), MAX_TITLE);

/** Says below who speaks, if there is room. */
export function withSender(words: Rich, operatorName: string | undefined, limit: number): Rich {
  if (operatorName === undefined) return words;
  const sender = `— ${operatorName}`;
  const signed = words.text === '' ? plain(sender) : concat(words, '\n\n', sender);
  return signed.text.length > limit ? words : signed;
}

/** @returns the first link that leads nowhere */
export function wrongLink(text: string, entities: readonly MessageEntity[]): string | undefined {
  for (const entity of entities) {
    const url =
      entity.type === 'text_link'
        ? entity.url
        : entity.type === 'url'
          ? text.slice(entity.offset, entity.offset + entity.length)
          : undefined;
    if (url !== undefined && !isWebAddress(/^[a-z]+:/i.test(url) ? url : `https://${url}`)) return url;
  }
  return undefined;
}

export function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    (protocol === 'https:' || protocol === 'http:' || protocol === 'tg:') &&
    (hostname.includes('.') || protocol === 'tg:')
  );
}

function originLine(origin: MessageOrigin, ctx: BotContext): Rich {
  const label = `${ctx.t('broadcast.origin')} `;
  switch (origin.type) {
    case 'user':
      return plain(label + [origin.sender_user.first_name, origin.sender_user.last_name].filter(Boolean).join(' '));
    case 'hidden_user':
      return plain(label + origin.sender_user_name);
    case 'chat':
      return plain(label + ('title' in origin.sender_chat ? (origin.sender_chat.title ?? '') : ''));
    case 'channel': {
      const { title, username } = origin.chat;
      return username === undefined
        ? plain(label + title)
        : concat(label, link(title, `https://t.me/${username}/${origin.message_id}`));
    }
  }
}

function withOrigin({ text, entities }: Words, origin: Rich): Rich {
  return text === '' ? origin : concat(new FormattedString(text, [...entities]), '\n\n', origin);
}
