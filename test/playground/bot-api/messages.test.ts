import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

describe('sendMessage', () => {
  it('puts the message before the person, and returns it', async () => {
    const sent = await room.api.sendMessage(room.me, 'जोहार', {
      reply_markup: { inline_keyboard: [[{ text: 'हाँ', callback_data: 'yes' }]] },
    });
    expect(sent).toMatchObject({ text: 'जोहार', chat: { id: room.me, type: 'private' }, from: { is_bot: true } });
    expect(sent.date).toBe(room.time.now / 1000);
    expect(room.control.messages(room.me).at(-1)).toEqual(sent);
  });

  it('keeps a reply keyboard from the result, as Telegram does, but not from the person', async () => {
    const sent = await room.api.sendMessage(room.me, 'चुनिए', { reply_markup: { keyboard: [[{ text: 'रायपुर' }]] } });
    expect(sent.reply_markup).toBeUndefined();
    expect(room.control.messages(room.me).at(-1)?.reply_markup).toEqual({ keyboard: [[{ text: 'रायपुर' }]] });
  });

  it('quotes what it replies to, one level deep', async () => {
    const first = await room.api.sendMessage(room.me, 'एक');
    const second = await room.api.sendMessage(room.me, 'दो', { reply_parameters: { message_id: first.message_id } });
    const third = await room.api.sendMessage(room.me, 'तीन', { reply_parameters: { message_id: second.message_id } });
    expect(third.reply_to_message).toMatchObject({ text: 'दो' });
    expect(third.reply_to_message).not.toHaveProperty('reply_to_message');
  });

  it('refuses to reply to nothing, unless it may go without', async () => {
    const reply_parameters = { message_id: 999_999 };
    await expectRefusal(
      room.api.sendMessage(room.me, 'x', { reply_parameters }),
      400,
      'message to be replied not found',
    );
    const sent = await room.api.sendMessage(room.me, 'x', {
      reply_parameters: { ...reply_parameters, allow_sending_without_reply: true },
    });
    expect(sent.reply_to_message).toBeUndefined();
  });

  it.each([
    ['', 'message text is empty'],
    [' \n\u200B', 'text must be non-empty'],
    ['क'.repeat(4097), 'message is too long'],
  ])('refuses the text %j', async (text, description) => {
    await expectRefusal(room.api.sendMessage(room.me, text), 400, description);
  });

  it('takes 4,096 characters, and does not count blanks at the ends', async () => {
    const sent = await room.api.sendMessage(room.me, `\n ${'क'.repeat(4096)} \n`);
    expect(sent.text).toHaveLength(4096);
  });

  it('refuses a parse_mode, since it has no parser', async () => {
    await expectRefusal(room.api.sendMessage(room.me, 'x', { parse_mode: 'HTML' }), 400, 'unsupported parse_mode');
  });

  it.each([
    [undefined, 400, 'chat_id is empty'],
    ['', 400, 'chat_id is empty'],
    [99, 400, 'chat not found'],
    ['@nobody', 400, 'chat not found'],
    [1002, 403, "bot can't initiate conversation with a user"],
  ])('refuses the chat %j', async (chat, code, description) => {
    await expectRefusal(room.api.sendMessage(chat as number, 'x'), code, description);
  });

  it('refuses who blocked the bot, until they let it in again', async () => {
    room.control.block(room.me, true);
    expect((await room.updates()).at(-1)?.my_chat_member?.new_chat_member.status).toBe('kicked');
    await expectRefusal(room.api.sendMessage(room.me, 'x'), 403, 'Forbidden: bot was blocked by the user');
    room.control.send(room.me, 'सुनते हो?');
    expect(await room.updates()).toEqual([]);
    room.control.block(room.me, false);
    expect((await room.updates()).at(-1)?.my_chat_member?.new_chat_member.status).toBe('member');
    await room.api.sendMessage(room.me, 'x');
  });
});

describe('entities', () => {
  it('gives back what was sent, and adds what Telegram finds by itself', async () => {
    const text = 'देखिए /yojana या cgstate.gov.in, @x_bot, a@b.in';
    const bold: MessageEntity = { type: 'bold', offset: 0, length: 5 };
    const { entities } = await room.api.sendMessage(room.me, text, { entities: [bold] });
    expect(entities?.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['bold', 'देखिए'],
      ['bot_command', '/yojana'],
      ['url', 'cgstate.gov.in'],
      ['mention', '@x_bot'],
      ['email', 'a@b.in'],
    ]);
  });

  it('finds nothing inside of a link or of code', async () => {
    const entities: MessageEntity[] = [
      { type: 'text_link', offset: 0, length: 4, url: 'https://example.org' },
      { type: 'code', offset: 5, length: 7 },
    ];
    expect((await room.api.sendMessage(room.me, 'a.in /yojana', { entities })).entities).toEqual(entities);
  });

  it('moves with the blanks that go', async () => {
    const sent = await room.api.sendMessage(room.me, '  जोहार मोटा  ', {
      entities: [
        { type: 'bold', offset: 8, length: 6 },
        { type: 'italic', offset: 12, length: 2 },
        { type: 'underline', offset: 3, length: 0 },
      ],
    });
    expect(sent.text).toBe('जोहार मोटा');
    expect(sent.entities).toEqual([{ type: 'bold', offset: 6, length: 4 }]);
  });

  it.each<[MessageEntity, string]>([
    [{ type: 'bold', offset: -1, length: 1 }, 'receive an entity with incorrect offset -1'],
    [{ type: 'bold', offset: 0, length: -1 }, 'receive an entity with incorrect length -1'],
    [{ type: 'bold', offset: 10, length: 1 }, 'entity begins after the end of the text at UTF-16 offset 10'],
    [
      { type: 'bold', offset: 3, length: 7 },
      'entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 10',
    ],
    [{ type: 'bold', offset: 8, length: 1 }, 'entity begins in a middle of a UTF-16 symbol'],
    [{ type: 'bold', offset: 0, length: 8 }, 'ends in a middle of a UTF-16 symbol'],
    [{ type: 'blink', offset: 0, length: 1 } as never, "can't parse MessageEntity: Unsupported type specified"],
    [{ type: 'text_link', offset: 0, length: 1, url: 'x' }, "entity URL 'x' is invalid: Wrong HTTP URL"],
    [{ type: 'text_link', offset: 0, length: 1, url: '' }, "entity URL '' is invalid: URL host is empty"],
  ])('refuses %j', async (entity, description) => {
    await expectRefusal(room.api.sendMessage(room.me, 'जोहार x😀', { entities: [entity] }), 400, description);
  });
});

describe('keyboards', () => {
  const send = (...row: object[]) =>
    room.api.sendMessage(room.me, 'x', { reply_markup: { inline_keyboard: [row as InlineKeyboardButton[]] } });

  it.each<[string, object, string]>([
    ['no text', { callback_data: 'x' }, 'Can\'t find field "text"'],
    ['an empty text', { text: ' ', callback_data: 'x' }, 'inline keyboard button text must be non-empty'],
    ['no action', { text: 'x' }, 'Text buttons are unallowed in the inline keyboard'],
    ['empty data', { text: 'x', callback_data: '' }, 'Text buttons are unallowed in the inline keyboard'],
    ['two actions', { text: 'x', callback_data: 'x', url: 'https://x.in' }, 'exactly one action'],
    ['data of 66 bytes', { text: 'x', callback_data: 'क'.repeat(22) }, 'BUTTON_DATA_INVALID'],
    ['another scheme', { text: 'x', url: 'ftp://x.in' }, "URL 'ftp://x.in' is invalid: Unsupported URL protocol"],
    ['a script', { text: 'x', url: 'javascript:alert(1)' }, 'Unsupported URL protocol'],
    ['a host without a dot', { text: 'x', url: 'http://localhost:80/' }, 'Wrong HTTP URL'],
    ['a long text to copy', { text: 'x', copy_text: { text: 'x'.repeat(257) } }, 'BUTTON_COPY_TEXT_INVALID'],
  ])('refuse a button with %s', async (_, button, description) => {
    await expectRefusal(send(button), 400, description);
  });

  it.each([
    { callback_data: 'क'.repeat(21) },
    { url: 'https://x.in/?a=1' },
    { url: 'x.in' },
    { url: 'tg://resolve?domain=x_bot' },
    { switch_inline_query: '' },
    { copy_text: { text: 'x' } },
  ])('take a button with %j', async (action) => {
    await send({ text: 'x', ...action });
  });

  it('are at most 8 in a row and 100 in all', async () => {
    const button = { text: 'x', callback_data: 'x' };
    const rows = (count: number, width: number) => ({
      reply_markup: {
        inline_keyboard: Array.from({ length: count }, () => Array.from({ length: width }, () => button)),
      },
    });
    await room.api.sendMessage(room.me, 'x', rows(12, 8));
    await expectRefusal(room.api.sendMessage(room.me, 'x', rows(1, 9)), 400, 'reply markup is too long');
    await expectRefusal(room.api.sendMessage(room.me, 'x', rows(101, 1)), 400, 'reply markup is too long');
  });

  it.each<[unknown, string]>([
    ['x', 'object expected as reply markup'],
    [{ inline_keyboard: 'x' }, 'must be an Array of Arrays'],
    [{ inline_keyboard: ['x'] }, 'must be an Array of Arrays'],
    [{ keyboard: [['']] }, 'keyboard button text must be non-empty'],
    [{ force_reply: true, input_field_placeholder: 'x'.repeat(65) }, 'input field placeholder is too long'],
  ])('refuse the markup %j', async (markup, description) => {
    await expectRefusal(room.api.sendMessage(room.me, 'x', { reply_markup: markup as never }), 400, description);
  });
});

describe('sendChatAction', () => {
  it('shows that the bot types', async () => {
    const seen: unknown[] = [];
    room.control.onEvent((event) => seen.push(event));
    await room.api.sendChatAction(room.me, 'typing');
    expect(seen).toEqual([{ type: 'typing', chatId: room.me, action: 'typing' }]);
    await expectRefusal(room.api.sendChatAction(room.me, 'dancing' as never), 400, 'wrong parameter action in request');
  });
});
