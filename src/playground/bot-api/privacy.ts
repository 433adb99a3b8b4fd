import type { Message } from '@grammyjs/types';
import { hasBot } from './groups.js';
import type { StoredMessage } from './types.js';
import type { World } from './world.js';

/** https://core.telegram.org/bots/api#message: fields that make a service message */
const SERVICE = ['new_chat_members', 'left_chat_member', 'group_chat_created', 'new_chat_title', 'pinned_message'];

/**
 * Whether a message of a person reaches the bot. In groups it runs in privacy mode: commands, replies
 * to its messages, mentions and service messages only, unless it is an administrator,
 * https://core.telegram.org/bots/features#privacy-mode. Commands without a name go to every bot of
 * the group here; Telegram gives them to the last one that spoke.
 */
export function reachesBot(world: World, message: StoredMessage): boolean {
  const { chat, reply_to_message: original } = message as Message;
  if (chat.type === 'private') return !world.blocked.has(chat.id);
  const group = world.groups.get(chat.id);
  if (!hasBot(group)) return false;
  if (group?.bot === 'administrator') return true;
  return original?.from?.id === world.bot.id || SERVICE.some((field) => field in message) || namesBot(world, message);
}

function namesBot(world: World, message: StoredMessage): boolean {
  const { text, caption, entities, caption_entities } = message as Partial<
    Message.TextMessage & Message.CaptionableMessage
  >;
  const name = `@${world.bot.username}`.toLowerCase();
  return (entities ?? caption_entities ?? []).some(({ type, offset, length }) => {
    const part = (text ?? caption ?? '').slice(offset, offset + length).toLowerCase();
    if (type === 'mention') return part === name;
    return type === 'bot_command' && (!part.includes('@') || part.endsWith(name));
  });
}
