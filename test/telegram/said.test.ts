import type { Message } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { isCommand, wordsTo } from '../../src/telegram/said.js';

const me = { id: 1, username: 'sangwari_bot' };
const PRIVATE = { id: 7, type: 'private', first_name: 'x' } as const;
const GROUP = { id: -7, type: 'supergroup', title: 'x' } as const;
const message = (fields: object): Message => ({ message_id: 1, date: 0, ...fields }) as Message;
const mention = (offset: number, length: number) => ({ type: 'mention', offset, length }) as const;
const ours = { message_id: 0, date: 0, chat: GROUP, from: { id: 1, is_bot: true, first_name: 'x' } };

describe('what a message says to the bot', () => {
  it.each([
    ['a text in private', { chat: PRIVATE, text: 'राशन कार्ड' }, 'राशन कार्ड'],
    ['a caption in private', { chat: PRIVATE, photo: [], caption: 'ये कागज चलेगा?' }, 'ये कागज चलेगा?'],
    ['a picture without words', { chat: PRIVATE, photo: [] }, undefined],
    ['a text of a group to others', { chat: GROUP, text: 'राशन कार्ड' }, undefined],
    ['a mention', { chat: GROUP, text: '@sangwari_bot राशन', entities: [mention(0, 13)] }, 'राशन'],
    ['a mention in capitals, in the middle', { chat: GROUP, text: 'ओ @Sangwari_Bot राशन', entities: [mention(2, 13)] }, 'ओ  राशन'],
    ['two mentions', { chat: GROUP, text: '@sangwari_bot @sangwari_bot क', entities: [mention(0, 13), mention(14, 13)] }, 'क'],
    ['a mention of somebody else', { chat: GROUP, text: '@other_bot राशन', entities: [mention(0, 10)] }, undefined],
    ['a mention alone', { chat: GROUP, text: '@sangwari_bot', entities: [mention(0, 13)] }, undefined],
    ['a mention in a caption', { chat: GROUP, photo: [], caption: '@sangwari_bot क', caption_entities: [mention(0, 13)] }, 'क'],
    ['a reply to the bot', { chat: GROUP, text: 'कागज?', reply_to_message: ours }, 'कागज?'],
    ['a reply to the bot by a picture with words', { chat: GROUP, photo: [], caption: 'ये?', reply_to_message: ours }, 'ये?'],
    ['a reply to somebody else', { chat: GROUP, text: 'कागज?', reply_to_message: { ...ours, from: { ...ours.from, id: 2 } } }, undefined],
  ])('%s', (_, fields, said) => {
    expect(wordsTo(message(fields), me)).toBe(said);
  }); // prettier-ignore
});

describe('a command', () => {
  it.each([
    [{ text: '/stop', entities: [{ type: 'bot_command', offset: 0, length: 5 }] }, true],
    [{ text: 'say /stop', entities: [{ type: 'bot_command', offset: 4, length: 5 }] }, false],
    [{ text: 'stop' }, false],
  ])('is at the beginning: %j', (fields, expected) => {
    expect(isCommand(message(fields))).toBe(expected);
  });

  it('is none in no message', () => {
    expect(isCommand(undefined)).toBe(false);
  });
});
