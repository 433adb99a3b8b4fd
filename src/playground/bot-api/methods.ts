import { getChat, getChatAdministrators, getChatMember, getChatMemberCount, leaveChat } from './chats.js';
import { copyMessage, copyMessages, forwardMessage, forwardMessages } from './copy.js';
import { deleteMessage, deleteMessages, editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit.js';
import { sendDocument, sendPhoto, sendVideo, sendVoice } from './media.js';
import type { Profile } from './profile.js';
import { answerCallbackQuery, sendChatAction, sendMessage } from './send.js';
import type { Args, MethodName, Result } from './types.js';
import type { Updates } from './updates.js';
import { readWebhook } from './webhook.js';
import type { World } from './world.js';

export interface MethodContext {
  readonly world: World;
  readonly updates: Updates;
  readonly profile: Profile;
  /** aborts when the caller hangs up */
  readonly signal: AbortSignal;
}
export type Handler<M extends MethodName> = (args: Args<M>, context: MethodContext) => Result<M> | Promise<Result<M>>;
type Table = { readonly [M in MethodName]?: Handler<M> };

/**
 * The methods that the playground knows. Parameters and results are those of @grammyjs/types, so a
 * wrong shape does not compile. An unknown method answers 404, as Telegram does.
 */
const METHODS: Table = {
  // Getting updates
  getUpdates: (args, { updates, signal }) => updates.get(args ?? {}, signal),
  setWebhook: (args, { updates }) => {
    updates.setWebhook(args.url === '' || args.url === undefined ? undefined : readWebhook(args), args);
    return true;
  },
  deleteWebhook: (args, { updates }) => {
    updates.setWebhook(undefined, args ?? {});
    return true;
  },
  getWebhookInfo: (_args, { updates }) => updates.webhookInfo(),

  // The bot itself
  getMe: (_args, { world }) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    can_manage_bots: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    supports_join_request_queries: false,
  }),
  // There is one server only, nothing to move away from.
  logOut: () => true,
  close: () => true,
  setMyCommands: (args, { profile }) => profile.setCommands(args),
  deleteMyCommands: (args, { profile }) => profile.deleteCommands(args ?? {}),
  getMyCommands: (args, { profile }) => profile.getCommands(args ?? {}),
  setMyName: (args, { profile }) => profile.setText('name', args.name ?? '', args.language_code),
  getMyName: (args, { profile, world }) => ({
    name: profile.getText('name', args?.language_code) || world.bot.first_name,
  }),
  setMyDescription: (args, { profile }) => profile.setText('description', args.description ?? '', args.language_code),
  getMyDescription: (args, { profile }) => ({ description: profile.getText('description', args?.language_code) }),
  setMyShortDescription: (args, { profile }) =>
    profile.setText('short description', args.short_description ?? '', args.language_code),
  getMyShortDescription: (args, { profile }) => ({
    short_description: profile.getText('short description', args?.language_code),
  }),

  // Messages
  sendMessage: (args, { world }) => sendMessage(world, args),
  sendPhoto: (args, { world }) => sendPhoto(world, args),
  sendDocument: (args, { world }) => sendDocument(world, args),
  sendVideo: (args, { world }) => sendVideo(world, args),
  sendVoice: (args, { world }) => sendVoice(world, args),
  getFile: (args, { world }) => world.files.describe(args.file_id),
  copyMessage: (args, { world }) => copyMessage(world, args),
  copyMessages: (args, { world }) => copyMessages(world, args),
  forwardMessage: (args, { world }) => forwardMessage(world, args),
  forwardMessages: (args, { world }) => forwardMessages(world, args),
  editMessageText: (args, { world }) => editMessageText(world, args),
  editMessageCaption: (args, { world }) => editMessageCaption(world, args),
  editMessageReplyMarkup: (args, { world }) => editMessageReplyMarkup(world, args),
  deleteMessage: (args, { world }) => deleteMessage(world, args),
  deleteMessages: (args, { world }) => deleteMessages(world, args),
  sendChatAction: (args, { world }) => sendChatAction(world, args),
  answerCallbackQuery: (args, { world }) => answerCallbackQuery(world, args),

  // Chats
  getChat: (args, { world }) => getChat(world, args),
  getChatMember: (args, { world }) => getChatMember(world, args),
  getChatAdministrators: (args, { world }) => getChatAdministrators(world, args),
  getChatMemberCount: (args, { world }) => getChatMemberCount(world, args),
  leaveChat: (args, { world }) => leaveChat(world, args),
};

interface FoundMethod {
  /** spelled as documented */
  readonly method: string;
  readonly handle: (args: unknown, context: MethodContext) => unknown;
}
/** "All methods in the Bot API are case-insensitive": https://core.telegram.org/bots/api#available-methods */
const BY_NAME = new Map<string, FoundMethod>(
  Object.entries(METHODS).map(([method, handle]) => [
    method.toLowerCase(),
    { method, handle: handle as FoundMethod['handle'] },
  ]),
);

/** @returns undefined when the playground does not know the method */
export const findMethod = (name: string): FoundMethod | undefined => BY_NAME.get(name.toLowerCase());
