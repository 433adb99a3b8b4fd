import { badRequest } from './errors.js';
import type { StoredMessage } from './types.js';
import type { NewUpdate, Updates } from './updates.js';
import type { World } from './world.js';

type Status = 'left' | 'member' | 'kicked';

/** Tells the bot of its own place in a chat: https://core.telegram.org/bots/api#chatmemberupdated */
export function tellMembership(
  world: World,
  updates: Updates,
  change: { chatId: number; by: number; before: Status; after: Status },
): void {
  const member = (status: Status) =>
    status === 'kicked' ? { status, user: world.bot, until_date: 0 } : { status, user: world.bot };
  updates.push({
    my_chat_member: {
      chat: world.chat(change.chatId),
      from: world.user(world.person(change.by)),
      date: world.now(),
      old_chat_member: member(change.before),
      new_chat_member: member(change.after),
    },
  });
}

/** Adds the bot or a person to a group; both leave a service message there. */
export function join(world: World, updates: Updates, groupId: number, who: number, by: number): void {
  const group = world.group(groupId);
  if (who === world.bot.id) {
    if (group.hasBot) throw badRequest('the bot is in the group already');
    group.hasBot = true;
    tellMembership(world, updates, { chatId: groupId, by, before: 'left', after: 'member' });
  } else group.members.add(world.person(who).id);
  leaveNote(world, updates, groupId, by, { new_chat_members: [userOf(world, who)] });
}

/** Removes the bot or a person from a group. A person who removes themselves has left. */
export function leave(world: World, updates: Updates, groupId: number, who: number, by: number): void {
  const group = world.group(groupId);
  if (who === world.bot.id) {
    if (!group.hasBot) throw badRequest('the bot is not in the group');
    group.hasBot = false;
    tellMembership(world, updates, { chatId: groupId, by, before: 'member', after: 'kicked' });
  } else if (!group.members.delete(who)) throw badRequest('not a member of the group');
  leaveNote(world, updates, groupId, by, { left_chat_member: userOf(world, who) });
}

const userOf = (world: World, who: number) => (who === world.bot.id ? world.bot : world.user(world.person(who)));

function leaveNote(world: World, updates: Updates, chatId: number, by: number, note: object): void {
  const message = {
    message_id: world.nextMessageId(),
    from: world.user(world.person(by)),
    chat: world.chat(chatId),
    date: world.now(),
    ...note,
  } as StoredMessage;
  world.put(message, 'message');
  // All bots get all service messages: https://core.telegram.org/bots/features#privacy-mode
  if (world.group(chatId).hasBot) updates.push({ message: message as NewUpdate['message'] & {} });
}
