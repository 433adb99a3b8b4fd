import type { Message } from '@grammyjs/types';
import { checkEntities, detectEntities } from './entities.js';
import { badRequest } from './errors.js';
import { checkMarkup } from './markup.js';
import type { MessageEntity, Parameters_, ReplyMarkup, StoredMessage } from './types.js';
import type { World } from './world.js';

/** 1-4096 characters after entities parsing: https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4096;

/** What an edit returns. */
type EditedText = Message.TextMessage & { edit_date: number };

interface TextFields {
  readonly text?: string;
  readonly entities?: readonly MessageEntity[] | undefined;
  readonly parse_mode?: unknown;
}

/** Checks text and entities as `sendMessage` and `editMessageText` take them. */
function checkText({ text, entities, parse_mode: parseMode }: TextFields): {
  text: string;
  entities?: MessageEntity[];
} {
  // The bot formats by entities only: there is no parser of HTML or Markdown here.
  if (parseMode !== undefined) throw badRequest('the playground knows no parse_mode, send entities');
  if (typeof text !== 'string' || text.trim() === '') throw badRequest('message text is empty');
  if (text.length > MAX_TEXT) throw badRequest('message is too long');
  const all = [...checkEntities(text, entities), ...detectEntities(text)].sort((a, b) => a.offset - b.offset);
  return { text, ...(all.length === 0 ? {} : { entities: all }) };
}

/** https://core.telegram.org/bots/api#sendmessage */
export function sendMessage(world: World, args: Parameters_<'sendMessage'>): Message.TextMessage {
  const chat = world.chatForBot(args.chat_id);
  const body = checkText(args);
  const markup = checkMarkup(args.reply_markup);
  const message = {
    message_id: world.nextMessageId(),
    from: world.bot,
    chat,
    date: world.now(),
    ...body,
    ...replyTo(world, chat.id, args.reply_parameters),
    ...(markup === undefined ? {} : { reply_markup: markup }),
  };
  world.put(message, 'message');
  return asResult(message) as Message.TextMessage;
}

function replyTo(
  world: World,
  chatId: number,
  parameters: { message_id?: number; allow_sending_without_reply?: boolean } | undefined,
): object {
  if (parameters?.message_id === undefined) return {};
  const original = world.message(chatId, parameters.message_id);
  // https://core.telegram.org/bots/api#replyparameters
  if (original === undefined && parameters.allow_sending_without_reply !== true)
    throw badRequest('message to be replied not found');
  if (original === undefined) return {};
  const { reply_to_message: _nested, ...flat } = original; // replies do not nest: https://core.telegram.org/bots/api#message
  return { reply_to_message: flat };
}

/** https://core.telegram.org/bots/api#editmessagetext */
export function editMessageText(world: World, args: Parameters_<'editMessageText'>): EditedText {
  const before = editable(world, args);
  const body = checkText(args);
  return store(
    world,
    before,
    { ...without(before, ['text', 'entities', 'reply_markup']), ...body },
    checkMarkup(args.reply_markup),
  );
}

/** https://core.telegram.org/bots/api#editmessagereplymarkup */
export function editMessageReplyMarkup(world: World, args: Parameters_<'editMessageReplyMarkup'>): EditedText {
  const before = editable(world, args);
  return store(world, before, without(before, ['reply_markup']), checkMarkup(args.reply_markup));
}

function editable(world: World, args: { chat_id?: number | string; message_id?: number }): StoredMessage {
  if (args.chat_id === undefined || args.message_id === undefined)
    throw badRequest('message identifier is not specified');
  const chat = world.chatForBot(args.chat_id);
  const message = world.message(chat.id, args.message_id);
  if (message === undefined) throw badRequest('message to edit not found');
  if (message.from?.id !== world.bot.id) throw badRequest("message can't be edited");
  return message;
}

function store(world: World, before: StoredMessage, body: object, markup: ReplyMarkup | undefined): EditedText {
  const after = { ...body, ...(markup === undefined ? {} : { reply_markup: markup }) } as StoredMessage;
  // Not in the documentation, but in every bot's log
  if (content(after) === content(before)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const edited = { ...after, edit_date: world.now() } as StoredMessage;
  world.put(edited, 'edit');
  return asResult(edited) as EditedText;
}

/** What `message is not modified` compares: everything but the time of the edit. */
const content = (message: object): string => JSON.stringify(sorted(without(message, ['edit_date'])));

const sorted = (message: object): object =>
  Object.fromEntries(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1)));

function without(message: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(message).filter(([name]) => !names.includes(name)));
}

/** https://core.telegram.org/bots/api#deletemessage */
export function deleteMessage(world: World, args: Parameters_<'deleteMessage'>): true {
  const chat = world.chatForBot(args.chat_id);
  if (!world.remove(chat.id, args.message_id)) throw badRequest('message to delete not found');
  return true;
}

/** https://core.telegram.org/bots/api#sendchataction */
export function sendChatAction(world: World, args: Parameters_<'sendChatAction'>): true {
  const chat = world.chatForBot(args.chat_id);
  world.emit({ type: 'typing', chatId: chat.id, action: args.action });
  return true;
}

/** https://core.telegram.org/bots/api#answercallbackquery */
export function answerCallbackQuery(world: World, args: Parameters_<'answerCallbackQuery'>): true {
  if (args.text !== undefined && args.text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
  if (!world.queries.delete(args.callback_query_id)) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  world.emit({
    type: 'answer',
    queryId: args.callback_query_id,
    ...(args.text === undefined ? {} : { text: args.text }),
    ...(args.show_alert === undefined ? {} : { show_alert: args.show_alert }),
    ...(args.url === undefined ? {} : { url: args.url }),
  });
  return true;
}

/** A message as Telegram returns it: only inline keyboards are part of it. */
export function asResult(message: StoredMessage): Message {
  const { reply_markup: markup, ...rest } = message;
  const inline = markup !== undefined && 'inline_keyboard' in markup ? { reply_markup: markup } : {};
  return { ...rest, ...inline };
}
