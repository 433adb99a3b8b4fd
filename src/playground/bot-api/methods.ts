import { badRequest } from './errors.js';
import type { Profile } from './profile.js';
import {
  answerCallbackQuery,
  deleteMessage,
  editMessageReplyMarkup,
  editMessageText,
  sendChatAction,
  sendMessage,
} from './send.js';
import type { MethodName, Parameters_, Result } from './types.js';
import type { Updates } from './updates.js';
import type { World } from './world.js';

export interface MethodContext {
  readonly world: World;
  readonly updates: Updates;
  readonly profile: Profile;
  /** aborts when the caller hangs up */
  readonly signal: AbortSignal;
}
type Handler<M extends MethodName> = (args: Parameters_<M>, context: MethodContext) => Result<M> | Promise<Result<M>>;
type Table = { readonly [M in MethodName]?: Handler<M> };

/**
 * The methods that the playground knows. Parameters and results are those of @grammyjs/types, so a
 * wrong shape does not compile. An unknown method answers 404, as Telegram does.
 */
export const METHODS: Table = {
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
  getUpdates: (args, { updates, signal }) => updates.get(args ?? {}, signal),
  setWebhook: (args, { updates }) => {
    if (args.url === '') updates.deleteWebhook();
    // https://core.telegram.org/bots/api#setwebhook asks for https; on loopback there is no TLS
    else if (!URL.canParse(args.url)) throw badRequest('bad webhook: invalid webhook URL specified');
    else updates.setWebhook({ url: args.url, secret: args.secret_token }, args.allowed_updates);
    return true;
  },
  deleteWebhook: (_args, { updates }) => {
    updates.deleteWebhook();
    return true;
  },
  getWebhookInfo: (_args, { updates }) => ({
    url: updates.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending,
  }),
  sendMessage: (args, { world }) => sendMessage(world, args),
  editMessageText: (args, { world }) => editMessageText(world, args),
  editMessageReplyMarkup: (args, { world }) => editMessageReplyMarkup(world, args),
  deleteMessage: (args, { world }) => deleteMessage(world, args),
  sendChatAction: (args, { world }) => sendChatAction(world, args),
  answerCallbackQuery: (args, { world }) => answerCallbackQuery(world, args),
  setMyCommands: (args, { profile }) => profile.setCommands(args),
  deleteMyCommands: (args, { profile }) => profile.deleteCommands(args ?? {}),
  getMyCommands: (args, { profile }) => profile.getCommands(args ?? {}),
  setMyName: ({ name = '', language_code: language }, { profile }) => profile.setText('name', name, language, 64),
  setMyDescription: ({ description = '', language_code: language }, { profile }) =>
    profile.setText('description', description, language, 512),
  setMyShortDescription: ({ short_description: text = '', language_code: language }, { profile }) =>
    profile.setText('short_description', text, language, 120),
  getMyDescription: (args, { profile }) => ({ description: profile.getText('description', args?.language_code) }),
  getMyShortDescription: (args, { profile }) => ({
    short_description: profile.getText('short_description', args?.language_code),
  }),
};

/** @returns undefined when the playground does not know the method */
export function handlerOf(name: string): ((args: unknown, context: MethodContext) => unknown) | undefined {
  return Object.hasOwn(METHODS, name)
    ? (METHODS[name as MethodName] as unknown as (args: unknown, context: MethodContext) => unknown)
    : undefined;
}
