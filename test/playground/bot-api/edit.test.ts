import { InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPng } from '../../../src/playground/bot-api/picture.js';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const reply_markup = { inline_keyboard: [[{ text: 'हाँ', callback_data: 'yes' }]] };

describe('an edit', () => {
  it('replaces text and buttons in place, and says when', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'एक', { reply_markup });
    room.time.now += 60_000;
    const edited = await room.api.editMessageText(room.me, message_id, 'दो');
    expect(edited).toMatchObject({ message_id, text: 'दो', edit_date: room.time.now / 1000 });
    expect(edited).not.toHaveProperty('reply_markup');
    expect(room.control.messages(room.me).at(-1)).toEqual(edited);
  });

  it('changes the buttons alone', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'एक', { reply_markup });
    expect(await room.api.editMessageReplyMarkup(room.me, message_id)).toMatchObject({ text: 'एक' });
    expect(room.control.messages(room.me).at(-1)?.reply_markup).toBeUndefined();
  });

  it('is refused when it changes nothing, in whatever order the fields come', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'एक', { reply_markup });
    const same = { inline_keyboard: [[{ callback_data: 'yes', text: 'हाँ' }]] };
    for (const call of [
      () => room.api.editMessageText(room.me, message_id, 'एक ', { reply_markup: same }),
      () => room.api.editMessageReplyMarkup(room.me, message_id, { reply_markup: same }),
    ])
      await expectRefusal(call(), 400, 'Bad Request: message is not modified: specified new message content and reply');
  });

  it('takes no reply keyboard, and cannot touch a message that has one', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'एक', { reply_markup: { keyboard: [['क']] } });
    await expectRefusal(room.api.editMessageText(room.me, message_id, 'दो'), 400, "message can't be edited");
    const keyboard = { reply_markup: { keyboard: [['क']] } as never };
    await expectRefusal(room.api.editMessageText(room.me, message_id, 'दो', keyboard), 400, 'inline keyboard expected');
  });

  it('reaches the bot’s own messages only', async () => {
    const mine = room.control.send(room.me, 'मेरा');
    await expectRefusal(room.api.editMessageText(room.me, mine.message_id, 'x'), 400, "message can't be edited");
    await expectRefusal(room.api.editMessageText(room.me, 999_999, 'x'), 400, 'message to edit not found');
    await expectRefusal(
      room.api.editMessageText(room.me, undefined as never, 'x'),
      400,
      'message identifier is not specified',
    );
  });

  it('of a caption needs a caption, of a text a text', async () => {
    const photo = await room.api.sendPhoto(room.me, new InputFile(drawPng({ width: 8, height: 8 })));
    await expectRefusal(
      room.api.editMessageText(room.me, photo.message_id, 'x'),
      400,
      'there is no text in the message',
    );
    const edited = await room.api.editMessageCaption(room.me, photo.message_id, { caption: 'नया' });
    expect(edited).toMatchObject({ caption: 'नया', photo: photo.photo });
    const text = await room.api.sendMessage(room.me, 'x');
    await expectRefusal(
      room.api.editMessageCaption(room.me, text.message_id, { caption: 'x' }),
      400,
      'there is no caption in the message to edit',
    );
  });
});

describe('a deletion', () => {
  it('takes the message away, once', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'x');
    const seen: unknown[] = [];
    room.control.onEvent((event) => seen.push(event));
    await room.api.deleteMessage(room.me, message_id);
    expect(seen).toEqual([{ type: 'delete', chatId: room.me, messageId: message_id }]);
    await expectRefusal(room.api.deleteMessage(room.me, message_id), 400, 'message to delete not found');
  });

  it('is possible for 48 hours', async () => {
    const { message_id } = await room.api.sendMessage(room.me, 'x');
    room.time.now += 48 * 3_600_000;
    await expectRefusal(room.api.deleteMessage(room.me, message_id), 400, "message can't be deleted");
  });

  it('in a group is for the bot’s own messages', async () => {
    const theirs = room.control.send(room.me, 'बस यूँ ही', { chatId: room.group });
    await expectRefusal(room.api.deleteMessage(room.group, theirs.message_id), 400, "message can't be deleted");
    const mine = await room.api.sendMessage(room.group, 'x');
    await room.api.deleteMessage(room.group, mine.message_id);
  });

  it('of many skips those that are gone', async () => {
    const ids = [];
    for (const text of ['एक', 'दो']) ids.push((await room.api.sendMessage(room.me, text)).message_id);
    await room.api.deleteMessages(room.me, [...ids, 999_999]);
    expect(room.control.messages(room.me).filter(({ from }) => from?.is_bot)).toEqual([]);
    await expectRefusal(room.api.deleteMessages(room.me, []), 400, 'message identifiers are not specified');
  });
});
