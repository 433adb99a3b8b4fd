import type { Api } from 'grammy';
import type { Language } from '../content/language.js';
import type { Translate } from '../messages/catalogue.js';

const PRIVATE_COMMANDS = ['yojana', 'bhasha', 'help', 'about', 'privacy', 'stop'] as const;
const GROUP_COMMANDS = ['yojana', 'help'] as const;

/**
 * Registers commands and descriptions: Hindi for everybody, English where Telegram is set to it.
 * Chhattisgarhi has no two-letter code (ISO 639-1), which Telegram asks for, so there it is Hindi.
 */
export async function registerProfile(api: Api, translate: (language: Language) => Translate): Promise<void> {
  const languages = [
    { t: translate('hi'), scope: {} },
    { t: translate('hi'), scope: { language_code: 'hi' } },
    { t: translate('en'), scope: { language_code: 'en' } },
  ] as const;
  for (const { t, scope } of languages) {
    const commands = (names: readonly string[]) =>
      names.map((command) => ({ command, description: t(`command.${command}`) }));
    await api.setMyCommands(commands(PRIVATE_COMMANDS), { scope: { type: 'all_private_chats' }, ...scope });
    await api.setMyCommands(commands(GROUP_COMMANDS), { scope: { type: 'all_group_chats' }, ...scope });
    await api.setMyDescription(t('profile.description'), scope);
    await api.setMyShortDescription(t('profile.short'), scope);
  }
}
