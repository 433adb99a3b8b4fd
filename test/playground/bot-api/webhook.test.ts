import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
let hook: Server;
let url: string;
/** what came, in order, with the header of the secret */
let seen: { text: string | undefined; secret: unknown }[];
/** what the next calls are answered; then 200 */
let statuses: number[];
let delayMs: number;
beforeEach(async () => {
  room = await openRoom();
  seen = [];
  statuses = [];
  delayMs = 0;
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const update = JSON.parse(body) as Update;
      seen.push({ text: update.message?.text, secret: request.headers['x-telegram-bot-api-secret-token'] });
      setTimeout(() => response.writeHead(statuses.shift() ?? 200).end(), delayMs);
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  await room.close();
  hook.closeAllConnections();
  hook.close();
});

const arrived = async (count: number): Promise<void> => {
  await expect.poll(() => seen.length).toBe(count);
};
const drained = async (): Promise<void> => {
  await expect.poll(() => room.pendingUpdates()).toBe(0);
};

it('gets what waited and what comes, with the secret', async () => {
  room.control.send(room.me, 'पहले');
  await room.api.setWebhook(url, { secret_token: 'a-Secret_1' });
  room.control.send(room.me, 'बाद में');
  await drained();
  expect(seen).toEqual([
    { text: 'पहले', secret: 'a-Secret_1' },
    { text: 'बाद में', secret: 'a-Secret_1' },
  ]);
  await expectRefusal(room.api.getUpdates(), 409, "Conflict: can't use getUpdates method while webhook is active");
});

it('is called again when it failed, before what that chat said next', async () => {
  statuses = [500, 500];
  await room.api.setWebhook(url);
  room.control.send(room.me, 'एक');
  room.control.send(room.me, 'दो');
  await arrived(1);
  await expect.poll(async () => (await room.api.getWebhookInfo()).last_error_message).toContain('500');
  expect(await room.api.getWebhookInfo()).toMatchObject({ url, pending_update_count: 2, max_connections: 40 });
  await drained();
  expect(seen.map(({ text }) => text)).toEqual(['एक', 'एक', 'एक', 'दो']);
});

it('is called for different chats side by side, as far as connections allow', async () => {
  delayMs = 100;
  await room.api.setWebhook(url, { max_connections: 2 });
  for (const id of [5001, 5002, 5003]) {
    room.control.addPerson({ id, firstName: 'कोई' });
    room.control.send(id, String(id));
    room.control.send(id, 'फिर');
  }
  await arrived(2);
  await sleep(30);
  expect(seen.map(({ text }) => text)).toEqual(['5001', '5002']);
  await drained();
  expect(seen).toHaveLength(6);
});

it('gives back what it did not take when it is deleted', async () => {
  await room.api.setWebhook(url.replace(/:\d+/, ':1'));
  room.control.send(room.me, 'नहीं पहुँचा');
  await expect.poll(async () => (await room.api.getWebhookInfo()).last_error_message).toBe('Connection refused');
  await room.api.deleteWebhook();
  expect((await room.api.getUpdates()).map(({ message }) => message?.text)).toEqual(['नहीं पहुँचा']);
  await room.api.deleteWebhook({ drop_pending_updates: true });
  expect(room.pendingUpdates()).toBe(0);
});

it('hands over to another webhook', async () => {
  await room.api.setWebhook(url.replace(/:\d+/, ':1'));
  room.control.send(room.me, 'किसको?');
  await room.api.setWebhook(url);
  await drained();
  expect(seen.map(({ text }) => text)).toEqual(['किसको?']);
});

it('ends a poller that waits', async () => {
  const refused = expectRefusal(
    room.api.getUpdates({ timeout: 10 }),
    409,
    'Conflict: terminated by setWebhook request',
  );
  await sleep(50);
  await room.api.setWebhook(url);
  await refused;
});

it('is never called on another computer', async () => {
  await room.api.setWebhook('https://example.org/hook');
  room.control.send(room.me, 'x');
  await expect
    .poll(async () => (await room.api.getWebhookInfo()).last_error_message)
    .toContain('calls this computer only');
});

it.each([
  ['no address', undefined, 'invalid webhook URL'],
  ['http://example.org/', undefined, 'An HTTPS URL must be provided for webhook'],
  ['https://example.org/', 'x y', 'secret token contains unallowed characters'],
  ['https://example.org/', 'x'.repeat(257), 'secret token is too long'],
])('refuses %s with the secret %s', async (address, secret_token, description) => {
  await expectRefusal(
    room.api.setWebhook(address, secret_token === undefined ? {} : { secret_token }),
    400,
    description,
  );
});
