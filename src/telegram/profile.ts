import { GrammyError, type Api } from 'grammy';
import type { Language } from '../content/language.js';
import type { Translate } from '../messages/catalogue.js';
import { may, type Power, type Role, type Roles } from '../people/roles.js';

const PRIVATE_COMMANDS = ['yojana', 'bhasha', 'mera', 'khabar', 'help', 'about', 'privacy', 'bhulo', 'stop'] as const;
const GROUP_COMMANDS = ['yojana', 'help'] as const;
/** Commands that stand in the menu of a role only. */
const TEAM_COMMANDS: readonly (readonly [command: string, power: Power])[] = [
  ['broadcast', 'administer'],
  ['broadcasts', 'administer'],
  ['broadcast_hold', 'administer'],
  ['team', 'administer'],
  ['audit', 'administer'],
];

const describe = (names: readonly string[], t: Translate) =>
  names.map((command) => ({ command, description: t(`command.${command}`) }));

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
    await api.setMyCommands(describe(PRIVATE_COMMANDS, t), { scope: { type: 'all_private_chats' }, ...scope });
    await api.setMyCommands(describe(GROUP_COMMANDS, t), { scope: { type: 'all_group_chats' }, ...scope });
    await api.setMyDescription(t('profile.description'), scope);
    await api.setMyShortDescription(t('profile.short'), scope);
  }
}

/** Menus of everybody in the team, at the start: roles may have changed in the settings. */
export async function registerTeamMenus(api: Api, t: Translate, roles: Roles): Promise<void> {
  for (const id of await roles.holders('help')) await registerTeamMenu(api, t, id, await roles.of(id));
}

/** Puts the commands of a role into the menu of one person; without a role the menu is everybody's again. */
export async function registerTeamMenu(api: Api, t: Translate, id: number, role: Role | undefined): Promise<void> {
  const scope = { type: 'chat', chat_id: id } as const;
  const commands = TEAM_COMMANDS.filter(([, power]) => may(role, power)).map(([command]) => command);
  try {
    if (commands.length === 0) await api.deleteMyCommands({ scope });
    else await api.setMyCommands(describe([...commands, ...PRIVATE_COMMANDS], t), { scope });
  } catch (error) {
    // 'chat not found': the person has not started the bot yet; the menu comes when they do.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}
