import type {
  ApiMethods,
  Chat,
  ForceReply,
  InlineKeyboardMarkup,
  Message,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
  User,
} from '@grammyjs/types';
import type { BotStatus, GroupType } from './groups.js';

export type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from '@grammyjs/types';
export type ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

/** A file that came with a call, in multipart/form-data. */
export interface Upload {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mimeType: string;
}

/** The Bot API's methods; where they take a file, an upload arrives or the id of a known file. */
export type Methods = ApiMethods<Upload>;
export type MethodName = keyof Methods;
/**
 * Parameters of a method in the shape that Telegram documents. What arrives need not have it: what
 * a handler builds on is checked when it runs.
 */
export type Args<M extends MethodName> = Methods[M] extends (args: infer A) => unknown ? A : Record<string, never>;
export type Result<M extends MethodName> = ReturnType<Methods[M]>;

/** Somebody to be in the playground. */
export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  readonly kind: 'citizen' | 'influencer' | 'administrator';
  /** one of many made-up people, whom the page counts but does not list */
  readonly isCrowd?: boolean;
}

/** A group or channel of the playground. Its id is negative, as Telegram's are. */
export interface Group {
  readonly id: number;
  readonly type: GroupType;
  readonly title: string;
  readonly members: Set<number>;
  /** who made it, and owns it */
  readonly creator: number | undefined;
  /** the bot's place in it */
  bot: BotStatus;
}

/** A message as the emulator keeps it; `reply_markup` may be of any kind, unlike in `Message`. */
export type StoredMessage = Omit<Message, 'reply_markup'> & { reply_markup?: ReplyMarkup };

export type PlaygroundEvent =
  | { readonly type: 'message' | 'edit'; readonly chatId: number; readonly message: StoredMessage }
  | { readonly type: 'delete'; readonly chatId: number; readonly messageId: number }
  /** people or chats have come, or have changed */
  | { readonly type: 'places' }
  | { readonly type: 'typing'; readonly chatId: number; readonly action: string }
  | {
      readonly type: 'answer';
      readonly queryId: string;
      readonly text?: string;
      readonly show_alert?: boolean;
      readonly url?: string;
    };

export type { Chat, Message, User };
