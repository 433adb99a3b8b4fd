import type { Message, MessageOrigin } from '@grammyjs/types';
import { asResult, authorOf, quote, type Body } from './compose.js';
import { badRequest } from './errors.js';
import type { AnyChat } from './groups.js';
import { reachesBot } from './privacy.js';
import type { StoredMessage } from './types.js';
import type { NewUpdate, Updates } from './updates.js';
import type { World } from './world.js';

export interface SendOptions {
  /** a group or channel, by id. Default the private chat with the bot */
  readonly chatId?: number;
  /** the topic of a forum (a supergroup) that is written in */
  readonly thread?: number;
  /** id of the message that is replied to */
  readonly replyTo?: number;
  /** forwarded from somebody: who that was, or true for a person who hides it */
  readonly forwarded?: boolean | MessageOrigin;
}

/** Puts a person's message into a chat and hands it to the bot, if the bot may see it. @throws {BotApiError} 400 */
export function arrive(world: World, updates: Updates, personId: number, body: Body, options: SendOptions): Message {
  const person = world.person(personId);
  const chat = world.chat(options.chatId ?? personId);
  if (!mayWrite(world, chat, personId)) throw badRequest('not in this chat');
  const original = options.replyTo === undefined ? undefined : world.message(chat.id, options.replyTo);
  const message = {
    message_id: world.nextMessageId(),
    ...authorOf(chat, world.user(person)),
    chat,
    date: world.now(),
    ...body,
    ...(options.thread === undefined ? {} : { message_thread_id: options.thread, is_topic_message: true }),
    ...originOf(options.forwarded, world.now()),
    ...(original === undefined ? {} : { reply_to_message: quote(original) }),
  } as StoredMessage;
  if (chat.type === 'private') world.started.add(personId);
  world.put(message, 'message');
  if (reachesBot(world, message)) updates.push(updateOf(message, false));
  return asResult(message);
}

/** Puts the new state of a person's message in the place of the old one. @throws {BotApiError} 400 */
export function rewrite(world: World, updates: Updates, personId: number, message: StoredMessage): void {
  const chat = message.chat;
  const isOwn = chat.type === 'channel' ? mayWrite(world, chat, personId) : message.from?.id === personId;
  if (!isOwn) throw badRequest("message can't be edited");
  world.put(message, 'edit');
  if (reachesBot(world, message)) updates.push(updateOf(message, true));
}

/** In a channel its owner writes, the others read. */
const mayWrite = (world: World, chat: AnyChat, personId: number): boolean =>
  world.isIn(chat.id, personId) && (chat.type !== 'channel' || world.group(chat.id).creator === personId);

function updateOf(message: StoredMessage, isEdit: boolean): NewUpdate {
  const content = asResult(message);
  const kind = message.chat.type === 'channel' ? 'channel_post' : 'message';
  return { [isEdit ? `edited_${kind}` : kind]: content };
}

function originOf(forwarded: SendOptions['forwarded'], date: number): { forward_origin?: MessageOrigin } {
  if (forwarded === undefined || forwarded === false) return {};
  return {
    forward_origin: forwarded === true ? { type: 'hidden_user', sender_user_name: 'कोई', date } : forwarded,
  };
}
