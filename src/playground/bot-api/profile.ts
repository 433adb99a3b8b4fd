import type { BotCommand, BotCommandScope } from '@grammyjs/types';
import { badRequest } from './errors.js';

/** Commands and descriptions of the bot, by scope and language. */
export class Profile {
  readonly #commands = new Map<string, readonly BotCommand[]>();
  readonly #texts = new Map<string, string>();

  setCommands(args: { commands: readonly BotCommand[]; scope?: BotCommandScope; language_code?: string }): true {
    // https://core.telegram.org/bots/api#setmycommands: at most 100; #botcommand: 1-32 and 1-256 characters
    if (args.commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of args.commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    this.#commands.set(keyOf(args), args.commands);
    return true;
  }
  deleteCommands(args: { scope?: BotCommandScope; language_code?: string }): true {
    this.#commands.delete(keyOf(args));
    return true;
  }
  getCommands(args: { scope?: BotCommandScope; language_code?: string }): BotCommand[] {
    return [...(this.#commands.get(keyOf(args)) ?? [])];
  }

  /**
   * The menu that a person sees: the narrowest scope that has commands, in their language, else in none.
   * Order: https://core.telegram.org/bots/api#determining-list-of-commands
   */
  menuFor(chatId: number, isGroup: boolean, languageCode: string | undefined): BotCommand[] {
    const scopes: BotCommandScope[] = [
      { type: 'chat', chat_id: chatId },
      { type: isGroup ? 'all_group_chats' : 'all_private_chats' },
      { type: 'default' },
    ];
    for (const scope of scopes) {
      for (const language of [languageCode, undefined]) {
        const commands = this.getCommands({ scope, ...(language === undefined ? {} : { language_code: language }) });
        if (commands.length > 0) return commands;
      }
    }
    return [];
  }

  /** @param limit https://core.telegram.org/bots/api#setmydescription: 512; #setmyshortdescription: 120; #setmyname: 64 */
  setText(
    what: 'description' | 'short_description' | 'name',
    text: string,
    languageCode: string | undefined,
    limit: number,
  ): true {
    if (text.length > limit) throw badRequest(`bot ${what.replace('_', ' ')} is too long`);
    this.#texts.set(`${what}:${languageCode ?? ''}`, text);
    return true;
  }
  getText(what: 'description' | 'short_description' | 'name', languageCode: string | undefined): string {
    return this.#texts.get(`${what}:${languageCode ?? ''}`) ?? this.#texts.get(`${what}:`) ?? '';
  }
}

function keyOf({ scope, language_code: language = '' }: { scope?: BotCommandScope; language_code?: string }): string {
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('LANG_CODE_INVALID');
  const chat = scope !== undefined && 'chat_id' in scope ? scope.chat_id : '';
  return `${scope?.type ?? 'default'}:${chat}:${language}`;
}
