import type { Message } from '@grammyjs/types';
import { deliver } from './compose.js';
import { badRequest } from './errors.js';
import { checkText } from './text.js';
import type { Args } from './types.js';
import type { World } from './world.js';

/** https://core.telegram.org/bots/api#sendmessage */
export function sendMessage(world: World, args: Args<'sendMessage'>): Message.TextMessage {
  const body = checkText(args);
  return deliver(world, world.chatForBot(args.chat_id), body, args) as Message.TextMessage;
}

/** https://core.telegram.org/bots/api#sendchataction; the compiler keeps the list complete. */
const ACTIONS: Readonly<Record<Args<'sendChatAction'>['action'], true>> = {
  choose_sticker: true,
  find_location: true,
  record_video: true,
  record_video_note: true,
  record_voice: true,
  typing: true,
  upload_document: true,
  upload_photo: true,
  upload_video: true,
  upload_video_note: true,
  upload_voice: true,
};

export function sendChatAction(world: World, args: Args<'sendChatAction'>): true {
  const chat = world.chatForBot(args.chat_id);
  if (!Object.hasOwn(ACTIONS, args.action)) throw badRequest('wrong parameter action in request');
  world.emit({ type: 'typing', chatId: chat.id, action: args.action });
  return true;
}

/** https://core.telegram.org/bots/api#answercallbackquery */
export function answerCallbackQuery(world: World, args: Args<'answerCallbackQuery'>): true {
  if (!world.queries.has(args.callback_query_id))
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  // 0-200 characters
  if (args.text !== undefined && args.text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
  // Without a game, only `t.me/your_bot?start=XXXX` is let through.
  if (args.url !== undefined && !isDeepLink(args.url, world.bot.username)) throw badRequest('URL_INVALID');
  world.queries.delete(args.callback_query_id);
  world.emit({
    type: 'answer',
    queryId: args.callback_query_id,
    ...(args.text === undefined ? {} : { text: args.text }),
    ...(args.show_alert === undefined ? {} : { show_alert: args.show_alert }),
    ...(args.url === undefined ? {} : { url: args.url }),
  });
  return true;
}

function isDeepLink(url: string, username: string): boolean {
  const full = /^https?:/i.test(url) ? url : `https://${url}`;
  if (!URL.canParse(full)) return false;
  const { hostname, pathname, searchParams } = new URL(full);
  return (
    hostname === 't.me' && pathname.toLowerCase() === `/${username.toLowerCase()}` && searchParams.get('start') !== null
  );
}
