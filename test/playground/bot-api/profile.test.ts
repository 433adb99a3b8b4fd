import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const command = (name: string) => [{ command: name, description: name }];
const menu = async (person: number, chat: number): Promise<string[]> => {
  const response = await fetch(`${room.url}/playground/commands?person=${person}&chat=${chat}`);
  return ((await response.json()) as { command: string }[]).map(({ command: name }) => name);
};

it('says who the bot is', async () => {
  expect(await room.api.getMe()).toMatchObject({ id: room.botId, is_bot: true, username: 'x_bot' });
});

it('keeps commands by scope and language, and shows the narrowest that there are', async () => {
  const { me, group, people } = room;
  await room.api.setMyCommands(command('all'));
  expect(await menu(me, me)).toEqual(['all']);
  await room.api.setMyCommands(command('private'), { scope: { type: 'all_private_chats' } });
  await room.api.setMyCommands(command('private_hi'), { scope: { type: 'all_private_chats' }, language_code: 'hi' });
  expect(await menu(me, me)).toEqual(['private_hi']);
  expect(await menu(me, group)).toEqual(['all']);
  await room.api.setMyCommands(command('group'), { scope: { type: 'all_group_chats' } });
  await room.api.setMyCommands(command('owner'), { scope: { type: 'all_chat_administrators' } });
  expect(await menu(me, group)).toEqual(['owner']);
  expect(await menu(people.influencer, group)).toEqual(['group']);
  await room.api.setMyCommands(command('ravi'), {
    scope: { type: 'chat_member', chat_id: group, user_id: people.influencer },
  });
  expect(await menu(people.influencer, group)).toEqual(['ravi']);
  expect(await room.api.getMyCommands({ scope: { type: 'all_group_chats' } })).toEqual(command('group'));
  await room.api.deleteMyCommands({ scope: { type: 'all_private_chats' }, language_code: 'hi' });
  expect(await menu(me, me)).toEqual(['private']);
});

it.each([
  [[{ command: 'Help', description: 'x' }], {}, 'BOT_COMMAND_INVALID'],
  [[{ command: 'योजना', description: 'x' }], {}, 'BOT_COMMAND_INVALID'],
  [[{ command: 'help', description: '' }], {}, 'BOT_COMMAND_DESCRIPTION_INVALID'],
  [[], { language_code: 'hne' }, 'LANG_CODE_INVALID'],
  [Array.from({ length: 101 }, (_, n) => ({ command: `c${n}`, description: 'x' })), {}, 'BOT_COMMANDS_TOO_MUCH'],
])('refuses wrong commands: %#', async (commands, other, description) => {
  await expectRefusal(room.api.setMyCommands(commands, other as never), 400, description);
});

it('keeps names and descriptions by language, within their length', async () => {
  expect(await room.api.getMyName()).toEqual({ name: 'संगवारी' });
  await room.api.setMyName('Sangwari', { language_code: 'en' });
  expect(await room.api.getMyName({ language_code: 'en' })).toEqual({ name: 'Sangwari' });
  await room.api.setMyDescription('सबके लिए');
  await room.api.setMyDescription('For all', { language_code: 'en' });
  expect(await room.api.getMyDescription({ language_code: 'en' })).toEqual({ description: 'For all' });
  expect(await room.api.getMyDescription({ language_code: 'hi' })).toEqual({ description: 'सबके लिए' });
  await room.api.setMyShortDescription('छोटा');
  expect(await room.api.getMyShortDescription()).toEqual({ short_description: 'छोटा' });
  await expectRefusal(room.api.setMyShortDescription('x'.repeat(121)), 400, 'is too long');
  await expectRefusal(room.api.setMyDescription('x'.repeat(513)), 400, 'is too long');
  await expectRefusal(room.api.setMyName('x'.repeat(65)), 400, 'is too long');
});

it('lets go of the server, which has nobody else to serve', async () => {
  expect(await room.api.close()).toBe(true);
  expect(await room.api.logOut()).toBe(true);
});
