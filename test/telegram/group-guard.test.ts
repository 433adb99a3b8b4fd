import { Api, Context } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import type { BotContext } from '../../src/telegram/context.js';
import { groupGuard } from '../../src/telegram/group-guard.js';

const FULL = -5;

async function passes(update: object): Promise<boolean> {
  const ctx = new Context({ update_id: 1, ...update }, new Api('1:x'), {} as UserFromGetMe) as BotContext;
  let hasPassed = false;
  await groupGuard((chatId) => chatId === FULL || chatId === 5)(ctx, async () => {
    hasPassed = true;
  });
  return hasPassed;
}
const message = (id: number, type: string): object => ({ message_id: 1, date: 0, text: 'x', chat: { id, type } });

describe('a group that got its twenty messages of the minute', () => {
  it.each([
    ['a question in it stays without an answer', { message: message(FULL, 'group') }, false],
    ['in a supergroup too', { message: message(FULL, 'supergroup') }, false],
    ['an edited question too', { edited_message: message(FULL, 'group') }, false],
    ['another group is answered', { message: message(-6, 'group') }, true],
    ['a person is answered, however much they got', { message: message(5, 'private') }, true],
    ['a tap goes through', { callback_query: { id: '1', data: 'x', message: message(FULL, 'group') } }, true],
    ['so does that the bot was taken out', { my_chat_member: { chat: { id: FULL, type: 'group' } } }, true],
  ])('%s', async (_title, update, expected) => {
    expect(await passes(update)).toBe(expected);
  });
});
