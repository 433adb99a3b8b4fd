import type { Message, MessageId, MessageOrigin } from '@grammyjs/types';
import { deliver, type Body } from './compose.js';
import { badRequest } from './errors.js';
import { checkCaption } from './text.js';
import type { Args, StoredMessage } from './types.js';
import type { World } from './world.js';

/** Fields of a message that are its content: service messages have none of them and cannot be copied. */
const CONTENT = [
  'text',
  'entities',
  'photo',
  'video',
  'voice',
  'document',
  'sticker',
  'location',
  'contact',
  'caption',
  'caption_entities',
] as const;
const CAPTION = ['caption', 'caption_entities'];

/** https://core.telegram.org/bots/api#copymessage: without a link to the original, its buttons and what it replied to */
export function copyMessage(world: World, args: Args<'copyMessage'>): MessageId {
  const caption = args.caption === undefined ? undefined : checkCaption(args);
  const chat = world.chatForBot(args.chat_id);
  const original = find(world, args, 'copy');
  const content = contentOf(original);
  const body = caption === undefined || 'text' in content ? content : { ...without(content, CAPTION), ...caption };
  const { message_id } = deliver(world, chat, body as Body, args);
  return { message_id };
}

/** https://core.telegram.org/bots/api#forwardmessage; a forward of a forward keeps its first origin */
export function forwardMessage(world: World, args: Args<'forwardMessage'>): Message {
  const chat = world.chatForBot(args.chat_id);
  const original = find(world, args, 'forward');
  const content = contentOf(original);
  return deliver(world, chat, { ...content, forward_origin: originOf(world, original) }, {});
}

/** https://core.telegram.org/bots/api#copymessages: 1-100; those that are not there or cannot be copied are skipped */
export function copyMessages(world: World, args: Args<'copyMessages'>): MessageId[] {
  const chat = world.chatForBot(args.chat_id);
  return findSome(world, args).map((original) => {
    const content = contentOf(original);
    const body = args.remove_caption === true ? (without(content, CAPTION) as Body) : content;
    return { message_id: deliver(world, chat, body, {}).message_id };
  });
}

/** https://core.telegram.org/bots/api#forwardmessages */
export function forwardMessages(world: World, args: Args<'forwardMessages'>): MessageId[] {
  const chat = world.chatForBot(args.chat_id);
  return findSome(world, args).map((original) => {
    const body = { ...contentOf(original), forward_origin: originOf(world, original) };
    return { message_id: deliver(world, chat, body, {}).message_id };
  });
}

function findSome(
  world: World,
  { from_chat_id: fromChatId, message_ids: ids }: { from_chat_id: number | string; message_ids: number[] },
): StoredMessage[] {
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified');
  if (ids.length > 100) throw badRequest('too many messages');
  const from = world.chat(fromChatId);
  const found = ids
    .map((id) => world.message(from.id, id))
    .filter((message) => message !== undefined && Object.keys(contentOf(message)).length > 0);
  if (found.length === 0) throw badRequest('there are no messages to copy or forward');
  return found as StoredMessage[];
}

function originOf(world: World, message: StoredMessage): MessageOrigin {
  const { forward_origin: first, chat, date, message_id, from } = message;
  if (first !== undefined) return first;
  if (chat.type === 'channel') return { type: 'channel', chat, message_id, date };
  return { type: 'user', sender_user: from ?? world.bot, date };
}

function find(
  world: World,
  args: { from_chat_id: number | string; message_id: number },
  verb: 'copy' | 'forward',
): StoredMessage {
  const from = world.chat(args.from_chat_id);
  const message = world.message(from.id, args.message_id);
  if (message === undefined) throw badRequest(`message to ${verb} not found`);
  if (Object.keys(contentOf(message)).length === 0)
    throw badRequest(`message can't be ${verb === 'copy' ? 'copied' : 'forwarded'}`);
  return message;
}

function contentOf(message: StoredMessage): Body {
  return Object.fromEntries(
    Object.entries(message).filter(([name]) => (CONTENT as readonly string[]).includes(name)),
  ) as unknown as Body;
}

function without(content: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)));
}
