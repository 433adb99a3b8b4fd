import type { ChatMember } from '@grammyjs/types';
import type { Chat, Group, User } from './types.js';

/** Kinds of chat that more than one person is in. */
export const GROUP_TYPES = ['group', 'supergroup', 'channel'] as const;
export type GroupType = (typeof GROUP_TYPES)[number];
export type BotStatus = 'left' | 'kicked' | 'member' | 'administrator';

/** Any chat as a message names it. */
export type AnyChat = Chat.PrivateChat | Chat.GroupChat | Chat.SupergroupChat | Chat.ChannelChat;

export const chatOfGroup = ({ id, type, title }: Group): AnyChat => ({ id, type, title });

export const hasBot = (group: Group | undefined): boolean =>
  group !== undefined && (group.bot === 'member' || group.bot === 'administrator');

/** In a channel a bot can only be an administrator. */
export const statusWhenAdded = (group: Group): BotStatus => (group.type === 'channel' ? 'administrator' : 'member');

/** What the bot may do as an administrator: in a channel post, edit and delete; nobody is made or removed by it. */
const RIGHTS = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
} as const;

/** The bot as a chat's list of members shows it: https://core.telegram.org/bots/api#chatmember */
export function botAsMember(bot: User, status: BotStatus, type: GroupType | 'private'): ChatMember {
  if (status === 'kicked') return { status, user: bot, until_date: 0 };
  if (status !== 'administrator') return { status, user: bot };
  const posting =
    type === 'channel' ? { can_post_messages: true, can_edit_messages: true } : { can_pin_messages: true };
  return { status, user: bot, ...RIGHTS, ...posting };
}
