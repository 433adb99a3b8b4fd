import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handler } from '../../../src/playground/bot-api/methods.js';
import { openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const sent = () => room.control.messages(room.me).at(-1);

it('does not compile a handler of a wrong shape', () => {
  // @ts-expect-error a message is more than its number
  const wrongResult: Handler<'sendMessage'> = () => ({ message_id: 1 });
  // @ts-expect-error there is no such parameter
  const wrongParameter: Handler<'deleteMessage'> = (args) => args.message === 1 || true;
  expect([wrongResult, wrongParameter]).toHaveLength(2);
});

describe('parameters come', () => {
  it('in the query string', async () => {
    await room.raw(`sendMessage?chat_id=${room.me}&text=12`);
    expect(sent()).toMatchObject({ text: '12' });
  });

  it('as a form, with objects in JSON', async () => {
    const entities = JSON.stringify([{ type: 'bold', offset: 0, length: 2 }]);
    const form = new URLSearchParams({ chat_id: String(room.me), text: 'मोटा', entities });
    await room.raw('sendMessage', { method: 'POST', body: form });
    expect(sent()).toMatchObject({ text: 'मोटा', entities: [{ type: 'bold' }] });
  });

  it('as multipart, written by a browser too', async () => {
    const form = new FormData();
    form.set('chat_id', String(room.me));
    form.set('document', new File(['क,ख'], 'सूची "1".csv', { type: 'text/csv' }));
    await room.raw('sendDocument', { method: 'POST', body: form });
    expect(sent()).toMatchObject({ document: { mime_type: 'text/csv', file_size: 7 } });
  });

  it('as JSON', async () => {
    await room.raw('sendMessage', { method: 'POST', body: JSON.stringify({ chat_id: String(room.me), text: 'हाँ' }) });
    expect(sent()).toMatchObject({ text: 'हाँ' });
  });

  it.each(['[]', 'null', '"x"', '{', 'text=x'])('and %s is refused', async (body) => {
    const response = await room.raw('sendMessage', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, error_code: 400 });
  });

  it.each(['multipart/form-data', 'multipart/form-data; boundary=x'])(
    'and a broken body of %s is refused',
    async (type) => {
      const response = await room.raw('sendPhoto', {
        method: 'POST',
        body: '--x\r\nabc',
        headers: { 'content-type': type },
      });
      expect(response.status).toBe(400);
    },
  );

  it('and more than 5 MB of JSON is refused', async () => {
    const body = JSON.stringify({ chat_id: room.me, text: 'x'.repeat(5_300_000) });
    const response = await room.raw('sendMessage', { method: 'POST', body });
    expect(response.status).toBe(413);
  });

  it.each(['entities', 'reply_markup', 'reply_parameters', 'text', 'chat_id', 'message_ids', 'commands'])(
    'of a wrong type without a fault inside: %s',
    async (field) => {
      for (const method of ['sendMessage', 'editMessageText', 'deleteMessages', 'setMyCommands', 'copyMessage']) {
        for (const value of [null, 1, 'x', [null], {}]) {
          const body = JSON.stringify({
            chat_id: room.me,
            text: 'x',
            message_id: 1,
            from_chat_id: room.me,
            [field]: value,
          });
          const { status } = await room.raw(method, { method: 'POST', body });
          expect([200, 400], `${method} ${field} ${JSON.stringify(value)}`).toContain(status);
        }
      }
    },
  );
});

it('knows its methods in any case, and names unknown ones in the log', async () => {
  expect((await room.raw('GETME')).status).toBe(200);
  for (const method of ['sendRocket', 'constructor', '']) {
    const response = await room.raw(method);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ ok: false, error_code: 404, description: 'Not Found: method not found' });
  }
  expect(room.log).toContainEqual({ method: 'sendRocket', problem: 'unknown method' });
});

it('refuses a wrong token', async () => {
  const response = await room.raw('getMe', {}, '1:wrong');
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
});
