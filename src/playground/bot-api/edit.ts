import type { Message } from '@grammyjs/types';
import { asResult } from './compose.js';
import { badRequest } from './errors.js';
import { checkInlineMarkup } from './markup.js';
import { checkCaption, checkText } from './text.js';
import type { Args, ReplyMarkup, StoredMessage } from './types.js';
import type { World } from './world.js';

/** What an edit returns. */
type Edited<M extends Message> = M & { edit_date: number };

/** https://core.telegram.org/bots/api#editmessagetext */
export function editMessageText(world: World, args: Args<'editMessageText'>): Edited<Message.TextMessage> {
  const body = checkText(args);
  const markup = checkInlineMarkup(args.reply_markup);
  const before = editable(world, args);
  if (!('text' in before)) throw badRequest('there is no text in the message to edit');
  const rest = without(before, ['text', 'entities', 'reply_markup']);
  return store(world, before, { ...rest, ...body }, markup) as Edited<Message.TextMessage>;
}

/** https://core.telegram.org/bots/api#editmessagecaption */
export function editMessageCaption(world: World, args: Args<'editMessageCaption'>): Edited<Message.CaptionableMessage> {
  const body = checkCaption(args);
  const markup = checkInlineMarkup(args.reply_markup);
  const before = editable(world, args);
  if ('text' in before) throw badRequest('there is no caption in the message to edit');
  const rest = without(before, ['caption', 'caption_entities', 'reply_markup']);
  return store(world, before, { ...rest, ...body }, markup) as Edited<Message.CaptionableMessage>;
}

/** https://core.telegram.org/bots/api#editmessagereplymarkup */
export function editMessageReplyMarkup(
  world: World,
  args: Args<'editMessageReplyMarkup'>,
): Edited<Message.TextMessage> {
  const markup = checkInlineMarkup(args.reply_markup);
  const before = editable(world, args);
  return store(world, before, without(before, ['reply_markup']), markup) as Edited<Message.TextMessage>;
}

function editable(world: World, args: { chat_id?: number | string; message_id?: number }): StoredMessage {
  // Messages sent via inline mode, by inline_message_id, come with inline mode.
  if (args.message_id === undefined) throw badRequest('message identifier is not specified');
  const chat = world.chatForBot(args.chat_id);
  const message = world.message(chat.id, args.message_id);
  if (message === undefined) throw badRequest('message to edit not found');
  if (!isOwn(world, message)) throw badRequest("message can't be edited");
  // Only without reply_markup or with an inline keyboard: https://core.telegram.org/bots/api#updating-messages
  if (message.reply_markup !== undefined && !('inline_keyboard' in message.reply_markup))
    throw badRequest("message can't be edited");
  return message;
}

function store(world: World, before: StoredMessage, body: object, markup: ReplyMarkup | undefined): Message {
  const after = { ...body, ...(markup === undefined ? {} : { reply_markup: markup }) } as StoredMessage;
  // Not in the documentation, but in every bot's log: MESSAGE_NOT_MODIFIED,
  // https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp
  if (content(after) === content(before)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const edited = { ...after, edit_date: world.now() } as StoredMessage;
  world.put(edited, 'edit');
  return asResult(edited);
}

/** What `message is not modified` compares: everything but the time of the edit. */
const content = (message: object): string => JSON.stringify(sorted(without(message, ['edit_date'])));

/** By name, all the way down: the order in which a caller writes a button's fields does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

function without(message: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(message).filter(([name]) => !names.includes(name)));
}

/** "A message can only be deleted if it was sent less than 48 hours ago": #deletemessage */
const DELETE_WITHIN_SECONDS = 48 * 3600;

/** https://core.telegram.org/bots/api#deletemessage */
export function deleteMessage(world: World, args: Args<'deleteMessage'>): true {
  if (args.message_id === undefined) throw badRequest('message identifier is not specified');
  const chat = world.chatForBot(args.chat_id);
  const message = world.message(chat.id, args.message_id);
  if (message === undefined) throw badRequest('message to delete not found');
  if (!canDelete(world, message)) throw badRequest("message can't be deleted");
  world.remove(chat.id, args.message_id);
  return true;
}

/** https://core.telegram.org/bots/api#deletemessages: 1-100, those not found are skipped */
export function deleteMessages(world: World, args: Args<'deleteMessages'>): true {
  const chat = world.chatForBot(args.chat_id);
  const ids = args.message_ids;
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified');
  if (ids.length > 100) throw badRequest('too many messages to delete');
  const found = ids.map((id) => world.message(chat.id, id)).filter((message) => message !== undefined);
  if (!found.every((message) => canDelete(world, message))) throw badRequest("message can't be deleted");
  for (const { message_id: id } of found) world.remove(chat.id, id);
  return true;
}

/** In a group, those of others only as an administrator. */
function canDelete(world: World, message: StoredMessage): boolean {
  const isYoung = world.now() - message.date < DELETE_WITHIN_SECONDS;
  return isYoung && (message.chat.type === 'private' || isAdministrator(world, message) || isOwn(world, message));
}

/** The posts of a channel are the channel's; an administrator of it edits any. */
const isOwn = (world: World, message: StoredMessage): boolean =>
  message.from?.id === world.bot.id || (message.chat.type === 'channel' && isAdministrator(world, message));
const isAdministrator = (world: World, { chat }: StoredMessage): boolean =>
  world.groups.get(chat.id)?.bot === 'administrator';
