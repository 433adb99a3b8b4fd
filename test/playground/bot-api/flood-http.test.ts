import { afterEach, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
afterEach(() => room.close());

it('over a limit the call is answered 429 with retry_after and is not carried out', async () => {
  room = await openRoom({ floodLimits: true });
  for (let count = 0; count < 5; count += 1) await room.api.sendMessage(room.me, 'x');
  const before = room.calls.length;
  await expect(room.api.sendMessage(room.me, 'y')).rejects.toMatchObject({
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  expect(room.calls).toHaveLength(before);
  expect(room.control.messages(room.me).at(-1)).toMatchObject({ text: 'x' });
  await room.api.sendChatAction(room.me, 'typing');
  room.time.now += 1000;
  const { message_id } = await room.api.sendMessage(room.me, 'y');
  await expectRefusal(room.api.editMessageText(room.me, message_id, 'z'), 429, 'retry after 1');
  await room.api.deleteMessage(room.me, message_id);
});

it('the traffic can be read, over HTTP too', async () => {
  room = await openRoom({
    floodLimits: { perSecond: 2, perChatPerSecond: 1, perChatBurst: 9, perGroupPerMinute: 20 },
  });
  await room.api.sendMessage(room.me, 'x');
  await expectRefusal(room.api.sendMessage(77, 'x'), 400, 'chat not found');
  await expectRefusal(room.api.sendMessage(room.me, 'x'), 429, 'retry after 1');
  room.time.now += 1000;
  room.fail({ kind: '429' });
  await expectRefusal(room.api.getMe(), 429, 'retry after 1');
  const expected = { sends: 1, refused: 1, tooMany: 2, perSecond: 0, peakPerSecond: 2 };
  expect(room.control.traffic()).toEqual(expected);
  expect(await (await fetch(`${room.url}/playground/traffic`)).json()).toEqual(expected);
});

it('without limits anything goes', async () => {
  room = await openRoom();
  for (let count = 0; count < 60; count += 1) await room.api.sendMessage(room.group, 'x');
  expect(room.control.traffic()).toMatchObject({ sends: 60, tooMany: 0, perSecond: 60 });
});
