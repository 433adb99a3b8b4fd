import type { BotCommand, BotCommandScope } from '@grammyjs/types';
import { badRequest } from './errors.js';

interface Where {
  readonly scope?: BotCommandScope;
  readonly language_code?: string;
}
type TextName = keyof typeof TEXT_LIMITS;

/** https://core.telegram.org/bots/api#setmyname, #setmydescription, #setmyshortdescription */
const TEXT_LIMITS = { name: 64, description: 512, 'short description': 120 } as const;
/** https://core.telegram.org/bots/api#setmycommands */
const MAX_COMMANDS = 100;

/** Commands, names and descriptions of the bot, by scope and language. */
export class Profile {
  readonly #commands = new Map<string, readonly BotCommand[]>();
  readonly #texts = new Map<string, string>();

  setCommands(args: Where & { commands: readonly BotCommand[] }): true {
    if (!Array.isArray(args.commands)) throw badRequest("can't parse commands: expected an Array of BotCommand");
    if (args.commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const command of args.commands as readonly BotCommand[]) checkCommand(command);
    this.#commands.set(keyOf(args), args.commands);
    return true;
  }
  deleteCommands(args: Where): true {
    this.#commands.delete(keyOf(args));
    return true;
  }
  getCommands(args: Where): BotCommand[] {
    return [...(this.#commands.get(keyOf(args)) ?? [])];
  }

  /**
   * The menu that a person sees: the narrowest scope that has commands, in their language, else in none.
   * Order: https://core.telegram.org/bots/api#determining-list-of-commands
   * @param isAdmin of the group
   */
  menuFor(person: { id: number; languageCode?: string }, chatId: number, isAdmin: boolean): BotCommand[] {
    const isGroup = chatId !== person.id;
    const scopes: BotCommandScope[] = [
      ...(isGroup ? [{ type: 'chat_member', chat_id: chatId, user_id: person.id } as const] : []),
      ...(isGroup && isAdmin ? [{ type: 'chat_administrators', chat_id: chatId } as const] : []),
      { type: 'chat', chat_id: chatId },
      ...(isGroup && isAdmin ? [{ type: 'all_chat_administrators' } as const] : []),
      { type: isGroup ? 'all_group_chats' : 'all_private_chats' },
      { type: 'default' },
    ];
    const languages = person.languageCode === undefined ? [{}] : [{ language_code: person.languageCode }, {}];
    for (const scope of scopes) {
      for (const language of languages) {
        const commands = this.#commands.get(keyOf({ scope, ...language }));
        if (commands !== undefined && commands.length > 0) return [...commands];
      }
    }
    return [];
  }

  setText(what: TextName, text: string, languageCode: string | undefined): true {
    if (text.length > TEXT_LIMITS[what]) throw badRequest(`bot ${what} is too long`);
    this.#texts.set(`${what}:${checkLanguage(languageCode)}`, text);
    return true;
  }
  /** @returns the text in that language, else the one for all, else '' */
  getText(what: TextName, languageCode: string | undefined): string {
    return this.#texts.get(`${what}:${checkLanguage(languageCode)}`) || (this.#texts.get(`${what}:`) ?? '');
  }
}

/** https://core.telegram.org/bots/api#botcommand: 1-32 and 1-256 characters */
function checkCommand(entry: BotCommand): void {
  if (typeof entry?.command !== 'string' || !/^[a-z0-9_]{1,32}$/.test(entry.command))
    throw badRequest('BOT_COMMAND_INVALID');
  const { description } = entry;
  if (typeof description !== 'string' || description.length < 1 || description.length > 256)
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
}

function keyOf({ scope, language_code: language }: Where): string {
  const chat = scope !== undefined && 'chat_id' in scope ? scope.chat_id : '';
  const person = scope !== undefined && 'user_id' in scope ? scope.user_id : '';
  return `${scope?.type ?? 'default'}:${chat}:${person}:${checkLanguage(language)}`;
}

/** "A two-letter ISO 639-1 language code", or none for everybody: https://core.telegram.org/bots/api#setmycommands */
function checkLanguage(code = ''): string {
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('LANG_CODE_INVALID');
  return code;
}
