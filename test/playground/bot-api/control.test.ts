import { setTimeout as sleep } from 'node:timers/promises';
import { Bot } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

/** A bot that answers after a while. */
function startBot(thinkMs: number): Bot {
  const bot = new Bot(room.token, { client: { apiRoot: room.apiRoot } });
  bot.on('message', async (ctx) => {
    await ctx.replyWithChatAction('typing');
    await sleep(thinkMs);
    await ctx.reply(`सुना: ${ctx.message.text}`);
  });
  void bot.start();
  return bot;
}

it('a whole bot runs on it by long polling', async () => {
  const bot = startBot(0);
  room.control.send(room.me, 'जोहार');
  const answer = await room.control.waitFor(room.me, ({ from }) => from?.is_bot === true);
  expect(answer).toMatchObject({ text: 'सुना: जोहार' });
  expect(room.control.calls('sendChatAction')).toEqual([
    { method: 'sendChatAction', payload: { chat_id: room.me, action: 'typing' }, at: room.time.now },
  ]);
  await bot.stop();
});

describe('idle', () => {
  it('waits until the bot has done with everything', async () => {
    const bot = startBot(60);
    for (const text of ['एक', 'दो', 'तीन']) room.control.send(room.me, text);
    await room.control.idle({ quietMs: 100 });
    expect(room.control.calls('sendMessage')).toHaveLength(3);
    await bot.stop();
  });

  it('says what is left when the bot does not take its updates', async () => {
    room.control.send(room.me, 'कोई है?');
    await expect(room.control.idle({ timeoutMs: 80 })).rejects.toThrow('1 updates not taken');
  });
});

describe('waitFor', () => {
  it('sees edits too, in this chat only', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'एक');
    const edited = room.control.waitFor(room.me, (message) => 'edit_date' in message);
    await room.api.sendMessage(room.group, 'कहीं और');
    await room.api.editMessageText(room.me, message_id, 'दो');
    expect(await edited).toMatchObject({ message_id, text: 'दो' });
  });

  it('gives up', async () => {
    await expect(room.control.waitFor(room.me, () => true, 30)).rejects.toThrow('in 30 ms');
  });
});

it('people and chats can be listed, and people added with as little as a name', () => {
  const person = room.control.addPerson({ firstName: 'मीना', lastName: 'साहू' });
  expect(person).toMatchObject({ id: 1004, kind: 'citizen' });
  expect(room.control.people()).toContainEqual(person);
  expect(room.control.chats()).toContainEqual({ id: 1004, type: 'private', title: 'संगवारी', personId: 1004 });
  expect(room.control.chats()).toContainEqual({
    id: room.group,
    type: 'group',
    title: 'हमर गाँव',
    members: [1001, 1002, 1003],
    creator: 1001,
    bot: 'member',
  });
  expect(room.control.send(person.id, 'जोहार').from).toEqual({
    id: 1004,
    is_bot: false,
    first_name: 'मीना',
    last_name: 'साहू',
  });
});

it('people edit their own messages only', async () => {
  const { message_id } = await room.api.sendMessage(room.me, 'x');
  expect(() => room.control.edit(room.me, room.me, message_id, 'y')).toThrow("message can't be edited");
});
