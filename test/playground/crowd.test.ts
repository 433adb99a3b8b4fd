import { Bot } from 'grammy';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './bot-api/setup.js';

let room: Room;
let bot: Bot;
beforeEach(async () => {
  room = await openRoom();
  bot = new Bot(room.token, { client: { apiRoot: room.apiRoot } });
  const yes = {
    inline_keyboard: [
      [
        { text: '❌ नहीं', callback_data: 'n' },
        { text: '✅ हाँ', callback_data: 'y' },
      ],
    ],
  };
  bot.command('start', (ctx) => ctx.reply('खबर भेजें?', { reply_markup: yes }));
  bot.on('callback_query:data', async (ctx) => {
    await ctx.answerCallbackQuery();
    await ctx.editMessageText(`ठीक है: ${ctx.callbackQuery.data}`);
  });
  void bot.start();
});
afterEach(async () => {
  await bot.stop();
  await room.close();
});

it('people come, agree to what the bot asks, and some block it without a word', async () => {
  const ids = room.crowd.add({ count: 40, blockedShare: 0.25, perSecond: 1_000, patienceMs: 1_500 });
  expect(room.crowd.view()).toMatchObject({ people: 40, agreed: 0, blocked: 0 });
  await expect.poll(() => room.crowd.view()).toMatchObject({ arrived: 40, agreed: 40 });
  await room.control.idle();
  for (const id of ids) expect(room.control.messages(id).at(-1)).toMatchObject({ text: 'ठीक है: y' });
  await expect.poll(() => room.crowd.view().blocked).toBeGreaterThan(3);
  const fates = await Promise.allSettled(ids.map((id) => room.api.sendMessage(id, 'नई खबर')));
  const refused = fates.filter(({ status }) => status === 'rejected').length;
  const { blocked, latest, traffic } = room.crowd.view();
  expect(refused).toBe(blocked);
  expect(blocked).toBeLessThan(20);
  expect(latest).toHaveLength(8);
  expect(latest[0]).toMatchObject({ kind: 'message', line: 'नई खबर' });
  expect(traffic).toMatchObject({ sends: 80 - blocked, refused: blocked });
});

it('what is edited or taken back is seen too', async () => {
  const [id = 0] = room.crowd.add({ count: 1, perSecond: 1_000 });
  await expect.poll(() => room.crowd.view().agreed).toBe(1);
  await room.control.idle();
  const { message_id } = await room.api.sendMessage(id, 'गलत खबर');
  await room.api.editMessageText(id, message_id, 'सही खबर');
  await room.api.deleteMessage(id, message_id);
  expect(room.crowd.view().latest.slice(0, 3)).toMatchObject([
    { kind: 'delete', line: '', person: id },
    { kind: 'edit', line: 'सही खबर' },
    { kind: 'message', line: 'गलत खबर' },
  ]);
});

it('the crowd is not listed among the people of the page, and is not asked into groups', async () => {
  const [id = 0] = room.crowd.add({ count: 3, perSecond: 0.01 });
  const state = (await (await fetch(`${room.url}/playground/state`)).json()) as { people: unknown[]; chats: unknown[] };
  expect([state.people.length, state.chats.length]).toEqual([3, 4]);
  expect(room.control.openGroup(room.me, 'x', 'group').members).toEqual([1001, 1002, 1003]);
  expect(room.control.people()).toContainEqual(expect.objectContaining({ id, isCrowd: true }));
  await expectRefusal(room.api.sendMessage(id + 1, 'x'), 403, "can't initiate conversation");
});

it('it is made and counted over HTTP', async () => {
  const post = (body: object): Promise<Response> =>
    fetch(`${room.url}/playground/crowd`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect(await (await post({ count: 2, perSecond: 100, blockedShare: 0 })).json()).toMatchObject({ people: 2 });
  expect((await post({ count: 5_001 })).status).toBe(400);
  expect(await (await fetch(`${room.url}/playground/crowd`)).json()).toMatchObject({ people: 2, traffic: {} });
});
