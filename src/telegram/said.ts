import type { Context, MiddlewareFn } from 'grammy';
import type { Message, MessageEntity, User } from 'grammy/types';
import type { Danger } from '../danger/index.js';
import { maskPersonalNumbers } from '../people/personal-numbers.js';
import type { BotContext } from './context.js';
import { createHeard } from './heard.js';

/** What an update says to the bot in words: the one place that knows where they may stand. */
export interface Said {
  /**
   * Text or caption, of a new or an edited message; in a group what is said to the bot, without its name.
   * Numbers that identify a person are masked.
   */
  readonly text: string;
  /** there was such a number */
  readonly hidesNumber: boolean;
  /** the danger that they speak of, whatever else the bot is waiting for */
  readonly danger: Danger | undefined;
}

/** An album is a burst of messages; so many of the latest are known as one. */
const MAX_ALBUMS = 1_000;

/**
 * Finds what an update says, before anything may hold it up or claim it, and lets go on only what says
 * something new:
 * - an edit that leaves the words as they were (Telegram sends those too) ends here; one that makes them a
 *   command goes on as if it had just been written
 * - of an album, whose pictures are messages of their own, the first goes on and each that has words
 * - other bots are not talked to
 */
export function listen(): MiddlewareFn<BotContext> {
  const heard = createHeard();
  const albums = new Set<string>();
  return async (ctx, next) => {
    Object.assign(ctx, { heard });
    const message = ctx.message ?? ctx.editedMessage;
    if (message === undefined) return next();
    if (isOfAnotherBot(message)) return undefined;
    const words = wordsTo(message, ctx.me);
    if (isRestOfAlbum(message, albums) && words === undefined) return undefined;
    if (words === undefined) return next();
    const isNew = heard.note(message, wordsOf(message).text);
    if (ctx.editedMessage !== undefined) {
      if (!isNew) return undefined;
      if (isCommand(message)) {
        Object.assign(ctx.update, { message });
        delete ctx.update.edited_message;
      }
    }
    const { text, found } = maskPersonalNumbers(words);
    const said: Said = {
      text,
      hidesNumber: found,
      danger: isCommand(message) ? undefined : ctx.knowledge.dangerIn(text),
    };
    Object.assign(ctx, { said });
    return next();
  };
}

/**
 * What a message says to the bot: in private all of it; in a group what mentions the bot or replies to it.
 * @param me the bot
 * @returns text or caption without the mention; undefined when it is said to others or says nothing
 */
export function wordsTo(message: Message, me: Pick<User, 'id'> & { readonly username: string }): string | undefined {
  const { text, entities } = wordsOf(message);
  if (message.chat.type === 'private') return text === '' ? undefined : text;
  const mentions = entities.filter(
    ({ type, offset, length }) =>
      type === 'mention' && text.slice(offset, offset + length).toLowerCase() === `@${me.username.toLowerCase()}`,
  );
  if (mentions.length === 0 && message.reply_to_message?.from?.id !== me.id) return undefined;
  const said = mentions
    .toReversed()
    .reduce((rest, { offset, length }) => rest.slice(0, offset) + rest.slice(offset + length), text)
    .trim();
  return said === '' ? undefined : said;
}

/** A message of a group that calls the bot by its name and says nothing to it. */
export function isOnlyCall(message: Message, me: Pick<User, 'id'> & { readonly username: string }): boolean {
  const { text, entities } = wordsOf(message);
  return (
    entities.some(({ type }) => type === 'mention') && text.trim().toLowerCase() === `@${me.username.toLowerCase()}`
  );
}

function wordsOf(message: Message): { readonly text: string; readonly entities: readonly MessageEntity[] } {
  return {
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
  };
}

/** A text that begins with a command. */
export const isCommand = (message: Message | undefined): boolean =>
  message?.entities?.some(({ type, offset }) => type === 'bot_command' && offset === 0) === true;

/**
 * Who speaks: a person, or the group or channel in whose name somebody writes. The anonymous administrators
 * of all groups share one user, so that one of them must not stand for all.
 */
export function senderOf(ctx: Context): number | undefined {
  return (ctx.message ?? ctx.editedMessage)?.sender_chat?.id ?? ctx.from?.id;
}

/** In the name of a chat (`sender_chat`) a person writes, although Telegram names a bot. */
const isOfAnotherBot = ({ from, sender_chat }: Message): boolean => from?.is_bot === true && sender_chat === undefined;

function isRestOfAlbum(message: Message, albums: Set<string>): boolean {
  if (message.media_group_id === undefined || message.chat.type !== 'private') return false;
  const isKnown = albums.has(message.media_group_id);
  albums.add(message.media_group_id);
  const oldest = albums.values().next();
  if (albums.size > MAX_ALBUMS && oldest.done === false) albums.delete(oldest.value);
  return isKnown;
}
