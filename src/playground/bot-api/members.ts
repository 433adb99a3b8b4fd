import { badRequest } from './errors.js';
import { botAsMember, hasBot, statusWhenAdded, type BotStatus } from './groups.js';
import type { StoredMessage } from './types.js';
import type { NewUpdate, Updates } from './updates.js';
import type { World } from './world.js';

/** Tells the bot of its own place in a chat: https://core.telegram.org/bots/api#chatmemberupdated */
export function tellMembership(
  world: World,
  updates: Updates,
  change: { chatId: number; by: number; before: BotStatus; after: BotStatus },
): void {
  const chat = world.chat(change.chatId);
  const member = (status: BotStatus) => botAsMember(world.bot, status, chat.type);
  updates.push({
    my_chat_member: {
      chat,
      from: world.user(world.person(change.by)),
      date: world.now(),
      old_chat_member: member(change.before),
      new_chat_member: member(change.after),
    },
  });
}

/** Gives the bot another place in a group, of which it is told. */
export function setBotStatus(world: World, updates: Updates, groupId: number, after: BotStatus, by: number): void {
  const group = world.group(groupId);
  const before = group.bot;
  group.bot = after;
  tellMembership(world, updates, { chatId: groupId, by, before, after });
}

/** Adds the bot or a person to a group; both leave a service message there. */
export function join(world: World, updates: Updates, groupId: number, who: number, by: number): void {
  const group = world.group(groupId);
  if (who === world.bot.id) {
    if (hasBot(group)) throw badRequest('the bot is in the group already');
    setBotStatus(world, updates, groupId, statusWhenAdded(group), by);
  } else group.members.add(world.person(who).id);
  leaveNote(world, updates, groupId, by, { new_chat_members: [userOf(world, who)] });
}

/** Removes the bot or a person from a group. A person who removes themselves has left. */
export function leave(world: World, updates: Updates, groupId: number, who: number, by: number): void {
  const group = world.group(groupId);
  if (who === world.bot.id) {
    if (!hasBot(group)) throw badRequest('the bot is not in the group');
    setBotStatus(world, updates, groupId, 'kicked', by);
  } else if (!group.members.delete(who)) throw badRequest('not a member of the group');
  leaveNote(world, updates, groupId, by, { left_chat_member: userOf(world, who) });
}

const userOf = (world: World, who: number) => (who === world.bot.id ? world.bot : world.user(world.person(who)));

function leaveNote(world: World, updates: Updates, chatId: number, by: number, note: object): void {
  world.emit({ type: 'places' });
  if (world.group(chatId).type === 'channel') return; // subscribers come and go unseen
  const message = {
    message_id: world.nextMessageId(),
    from: world.user(world.person(by)),
    chat: world.chat(chatId),
    date: world.now(),
    ...note,
  } as StoredMessage;
  world.put(message, 'message');
  // All bots get all service messages: https://core.telegram.org/bots/features#privacy-mode
  if (hasBot(world.group(chatId))) updates.push({ message: message as NewUpdate['message'] & {} });
}
