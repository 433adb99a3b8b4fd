import { HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('a share of the calls', () => {
  /** @returns of 400 calls, the places of those that failed */
  const fates = async (seed: number): Promise<number[]> => {
    room.clearFailures();
    room.fail({ kind: '500', method: 'sendMessage', share: 0.05, seed });
    const failed: number[] = [];
    for (let at = 0; at < 400; at += 1) await send().catch(() => failed.push(at));
    return failed;
  };

  it('fails by chance, the same for the same seed', async () => {
    const failed = await fates(7);
    expect(failed.length).toBeGreaterThan(8);
    expect(failed.length).toBeLessThan(40);
    expect(await fates(7)).toEqual(failed);
    expect(await fates(8)).not.toEqual(failed);
    await room.api.sendChatAction(room.me, 'typing');
  });

  it('may be of several kinds at once, and of a limited number', async () => {
    room.fail({ kind: '429', share: 1, times: 2 });
    room.fail({ kind: 'lost', share: 1, times: 1 });
    await expectRefusal(send(), 429, 'retry after 1');
    await expectRefusal(send(), 429, 'retry after 1');
    await expect(send()).rejects.toBeInstanceOf(HttpError);
    await send();
    expect(said()).toBe(2);
  });

  it('500 is refused in the words of Telegram', async () => {
    room.fail({ kind: '500' });
    await expectRefusal(send(), 500, 'Internal Server Error');
  });
});

it('faults come in the order in which they were ordered, those of one chat and of all', async () => {
  room.fail({ kind: 'refused', chatId: room.me });
  room.fail({ kind: '429' });
  room.fail({ kind: '500', chatId: room.me });
  await expectRefusal(send(), 403, 'user is deactivated');
  await expectRefusal(send(), 429, 'retry after 1');
  await expectRefusal(send(), 500, 'Internal Server Error');
  await send();
});

describe('a person who', () => {
  it('deleted the account is deactivated', async () => {
    room.control.vanish(room.me, 'deactivated');
    await expectRefusal(send(), 403, 'Forbidden: user is deactivated');
    room.control.vanish(room.me, undefined);
    await send();
  });

  it('is nowhere is not found', async () => {
    room.control.vanish(room.me, 'chat not found');
    await expectRefusal(send(), 400, 'Bad Request: chat not found');
    await expectRefusal(room.api.copyMessage(room.me, room.me, 1), 400, 'Bad Request: chat not found');
  });

  it('blocked the bot while it was away is found out by writing', async () => {
    room.control.block(room.me, true, { quietly: true });
    expect(await room.updates()).toEqual([]);
    await expectRefusal(send(), 403, 'Forbidden: bot was blocked by the user');
  });
});
