import { HttpError } from 'grammy';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const send = () => room.api.sendMessage(room.me, 'x');
const said = () => room.control.messages(room.me).filter(({ from }) => from?.is_bot === true).length;

it('429 tells how long to wait, and nothing is carried out', async () => {
  room.fail({ kind: '429', retryAfterSeconds: 7 });
  await expect(send()).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
  expect(said()).toBe(0);
  await send();
});

it.each(['5xx', 'reset'] as const)('%s breaks the call before it is carried out', async (kind) => {
  room.fail({ kind });
  await expect(send()).rejects.toBeInstanceOf(HttpError);
  expect(said()).toBe(0);
  await send();
});

it('lost carries the call out and loses the answer', async () => {
  room.fail({ kind: 'lost' });
  await expect(send()).rejects.toBeInstanceOf(HttpError);
  expect(said()).toBe(1);
  expect(room.control.calls('sendMessage')).toHaveLength(1);
});

it('slow takes its time', async () => {
  room.fail({ kind: 'slow', ms: 120 });
  const before = performance.now();
  await send();
  expect(performance.now() - before).toBeGreaterThanOrEqual(115);
});

it('refused answers what it is told to', async () => {
  room.fail({ kind: 'refused' });
  await expectRefusal(send(), 403, 'Forbidden: user is deactivated');
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  room.fail({ kind: 'refused', error: { code: 400, description, migrateToChatId: -100_5 } });
  await expect(send()).rejects.toMatchObject({ description, parameters: { migrate_to_chat_id: -100_5 } });
});

it('hits the method, the chat and the number of calls that it is meant for', async () => {
  room.fail({ kind: '429', method: 'sendMessage', chatId: room.group, times: 2 });
  await send();
  await room.api.sendChatAction(room.group, 'typing');
  for (const _ of [1, 2])
    await expectRefusal(room.api.sendMessage(room.group, 'x'), 429, 'Too Many Requests: retry after 1');
  await room.api.sendMessage(room.group, 'x');
});

it('spares getUpdates unless it is named, and ends when cleared', async () => {
  room.fail({ kind: '429', times: Infinity });
  await room.api.getUpdates();
  await expectRefusal(send(), 429, 'Too Many Requests');
  room.clearFailures();
  await send();
  room.fail({ kind: '429', method: '*' });
  await expectRefusal(room.api.getUpdates(), 429, 'Too Many Requests');
});
