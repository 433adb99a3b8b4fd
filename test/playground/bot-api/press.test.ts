import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
let message: number;
beforeEach(async () => {
  room = await openRoom();
  const reply_markup = {
    inline_keyboard: [
      [
        { text: 'हाँ', callback_data: 'yes' },
        { text: 'खोलिए', url: 'https://x.in' },
      ],
    ],
  };
  message = (await room.api.sendMessage(room.me, 'चुनिए', { reply_markup })).message_id;
});
afterEach(() => room.close());

const nextQuery = async () => {
  const query = (await room.updates()).at(-1)?.callback_query;
  if (query === undefined) throw new Error('no callback query came');
  return query;
};

it('brings the data of the button to the bot, and the answer back', async () => {
  const pressed = room.control.press(room.me, room.me, message, { row: 0, column: 0 });
  const query = await nextQuery();
  expect(query).toMatchObject({ data: 'yes', from: { id: room.me }, message: { message_id: message } });
  await room.api.answerCallbackQuery(query.id, { text: 'ठीक', show_alert: true });
  expect(await pressed).toEqual({ text: 'ठीक', alert: true });
});

it('is answered once', async () => {
  const pressed = room.control.press(room.me, room.me, message, 'yes');
  const { id } = await nextQuery();
  await room.api.answerCallbackQuery(id);
  expect(await pressed).toEqual({});
  await expectRefusal(room.api.answerCallbackQuery(id), 400, 'query is too old and response timeout expired');
});

it('stays open when the answer is refused', async () => {
  const pressed = room.control.press(room.me, room.me, message, 'yes');
  const { id } = await nextQuery();
  await expectRefusal(room.api.answerCallbackQuery(id, { text: 'x'.repeat(201) }), 400, 'MESSAGE_TOO_LONG');
  await expectRefusal(room.api.answerCallbackQuery(id, { url: 'https://example.org' }), 400, 'URL_INVALID');
  await expectRefusal(room.api.answerCallbackQuery(id, { url: 't.me/other_bot?start=1' }), 400, 'URL_INVALID');
  await room.api.answerCallbackQuery(id, { url: 'https://t.me/x_bot?start=s_1' });
  expect(await pressed).toEqual({ url: 'https://t.me/x_bot?start=s_1' });
});

it('may carry any data, as a forged one does, on a message that is gone too', async () => {
  await room.api.deleteMessage(room.me, message);
  const pressed = room.control.press(room.me, room.me, message, '\u0000🙏 forged');
  const query = await nextQuery();
  expect(query.data).toBe('\u0000🙏 forged');
  expect(query.message).toEqual({ chat: expect.objectContaining({ id: room.me }), message_id: message, date: 0 });
  await room.api.answerCallbackQuery(query.id);
  await pressed;
});

it('needs a button with data, and somebody who is in the chat', () => {
  expect(() => room.control.press(room.me, room.me, message, { row: 0, column: 1 })).toThrow('no button with data');
  expect(() => room.control.press(room.me, room.me, message, { row: 7, column: 0 })).toThrow('no button with data');
  expect(() => room.control.press(room.people.influencer, room.me, message, 'yes')).toThrow('not in this chat');
});
