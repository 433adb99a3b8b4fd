import type { ChatFullInfo, ChatMember } from '@grammyjs/types';
import { badRequest } from './errors.js';
import { botAsMember } from './groups.js';
import type { Args } from './types.js';
import type { World } from './world.js';

/** What the playground has no idea of: colours, reactions, gifts. */
const UNTOLD = {
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: false,
    limited_gifts: false,
    unique_gifts: false,
    premium_subscription: false,
    gifts_from_channels: false,
  },
} as const;

/** https://core.telegram.org/bots/api#getchat */
export function getChat(world: World, args: Args<'getChat'>): ChatFullInfo {
  return { ...UNTOLD, ...inside(world, args.chat_id) };
}

/** https://core.telegram.org/bots/api#getchatmember */
export function getChatMember(world: World, args: Args<'getChatMember'>): ChatMember {
  const chat = inside(world, args.chat_id);
  return memberOf(world, chat.id, args.user_id);
}

/** https://core.telegram.org/bots/api#getchatadministrators: of the people, without other bots */
export function getChatAdministrators(world: World, args: Args<'getChatAdministrators'>): Administrators {
  const chat = inside(world, args.chat_id);
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const { members, creator, bot, type } = world.group(chat.id);
  const owners: Administrators =
    creator !== undefined && members.has(creator)
      ? [{ status: 'creator', user: world.user(world.person(creator)), is_anonymous: false }]
      : [];
  const self = botAsMember(world.bot, bot, type);
  return self.status === 'administrator' ? [...owners, self] : owners;
}
type Administrators = Extract<ChatMember, { status: 'creator' | 'administrator' }>[];

/** https://core.telegram.org/bots/api#getchatmembercount */
export function getChatMemberCount(world: World, args: Args<'getChatMemberCount'>): number {
  const chat = inside(world, args.chat_id);
  return chat.type === 'private' ? 2 : world.group(chat.id).members.size + 1;
}

/** https://core.telegram.org/bots/api#leavechat */
export function leaveChat(world: World, args: Args<'leaveChat'>): true {
  const chat = inside(world, args.chat_id);
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  world.group(chat.id).bot = 'left';
  world.emit({ type: 'places' });
  return true;
}

/** A private chat, or a group that the bot is in. A person who blocked the bot can still be looked up. */
const inside = (world: World, id: number | string | undefined): ReturnType<World['chat']> => {
  const chat = world.chat(id);
  return chat.type === 'private' ? chat : world.chatForBot(id);
};

function memberOf(world: World, chatId: number, userId: number): ChatMember {
  if (userId === world.bot.id) {
    const group = world.groups.get(chatId);
    return botAsMember(world.bot, group?.bot ?? 'member', group?.type ?? 'private');
  }
  const user = world.user(world.person(userId));
  if (!world.isIn(chatId, userId)) return { status: 'left', user };
  return world.groups.get(chatId)?.creator === userId
    ? { status: 'creator', user, is_anonymous: false }
    : { status: 'member', user };
}
