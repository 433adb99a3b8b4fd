import type { Message, MessageOrigin } from '@grammyjs/types';
import { badRequest } from './errors.js';
import { checkInlineMarkup, checkMarkup } from './markup.js';
import type { AnyChat } from './groups.js';
import type { Args, ReplyMarkup, StoredMessage, User } from './types.js';
import type { World } from './world.js';

interface SendArgs {
  readonly reply_markup?: ReplyMarkup;
  readonly reply_parameters?: Args<'sendMessage'>['reply_parameters'];
  readonly message_thread_id?: number;
}

type Caption = Pick<Message.CaptionableMessage, 'caption' | 'caption_entities'>;
/** What a message says, besides who, where and when. */
export type Body = (
  | Pick<Message.TextMessage, 'text' | 'entities'>
  | (Pick<Message.PhotoMessage, 'photo'> & Caption)
  | (Pick<Message.DocumentMessage, 'document'> & Caption)
  | (Pick<Message.VideoMessage, 'video'> & Caption)
  | (Pick<Message.VoiceMessage, 'voice'> & Caption)
  | Pick<Message.StickerMessage, 'sticker'>
  | Pick<Message.LocationMessage, 'location'>
  | Pick<Message.ContactMessage, 'contact'>
) & { readonly forward_origin?: MessageOrigin };

/** Puts a message of the bot into a chat; the body is checked already. @returns it as Telegram does */
export function deliver(world: World, chat: AnyChat, body: Body, args: SendArgs): Message {
  const markup = chat.type === 'channel' ? checkInlineMarkup(args.reply_markup) : checkMarkup(args.reply_markup);
  const reply = replyTo(world, chat.id, args.reply_parameters);
  const message = {
    message_id: world.nextMessageId(),
    ...authorOf(chat, world.bot),
    chat,
    date: world.now(),
    ...body,
    ...inTopic(world, chat, args.message_thread_id),
    ...reply,
    ...(markup === undefined ? {} : { reply_markup: markup }),
  } as StoredMessage;
  world.put(message, 'message');
  return asResult(message);
}

/** The topic of a forum: it is there as soon as a person has written in it. @throws {BotApiError} 400 */
function inTopic(world: World, chat: AnyChat, thread: number | undefined): object {
  if (thread === undefined) return {};
  const isThere = world.messages(chat.id).some(({ message_thread_id: known }) => known === thread);
  if (chat.type !== 'supergroup' || !isThere) throw badRequest('message thread not found');
  return { message_thread_id: thread, is_topic_message: true };
}

/** Who wrote a message: in a channel nobody but the channel itself, https://core.telegram.org/bots/api#message */
export const authorOf = (chat: AnyChat, from: User): { from: User } | { sender_chat: AnyChat } =>
  chat.type === 'channel' ? { sender_chat: chat } : { from };

/** https://core.telegram.org/bots/api#replyparameters */
function replyTo(world: World, chatId: number, parameters: SendArgs['reply_parameters']): object {
  if (parameters?.message_id === undefined) return {};
  const original = world.message(chatId, parameters.message_id);
  if (original === undefined && parameters.allow_sending_without_reply !== true)
    throw badRequest('message to be replied not found');
  return original === undefined ? {} : { reply_to_message: quote(original) };
}

/** A message as Telegram returns it: only inline keyboards are part of it. */
export function asResult(message: StoredMessage): Message {
  const { reply_markup: markup, ...rest } = message;
  const inline = markup !== undefined && 'inline_keyboard' in markup ? { reply_markup: markup } : {};
  return { ...rest, ...inline };
}

/** A message as another one shows what it replies to; replies do not nest: https://core.telegram.org/bots/api#message */
export function quote(original: StoredMessage): Message {
  const { reply_to_message: _nested, ...flat } = asResult(original);
  return flat;
}
