import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bot } from 'grammy';
import { createLog } from '../src/log.js';
import type { BotContext } from '../src/telegram/context.js';
import { openWebhookServer, startWebhook, type Webhook } from '../src/webhook.js';

const SECRET = 'a-secret-of-tests-0';

describe('the webhook', () => {
  let webhook: Webhook;
  let base: string;
  const seen: number[] = [];
  beforeAll(async () => {
    const bot = new Bot<BotContext>('1:a', {
      botInfo: { id: 1, is_bot: true, first_name: 'x', username: 'x_bot' } as never,
      client: { fetch: async () => Response.json({ ok: true, result: true }) },
    });
    bot.use((ctx) => void seen.push(ctx.update.update_id));
    webhook = await startWebhook(
      bot,
      { url: 'https://example.org/tg?key=1', secret: SECRET, port: 0, host: '127.0.0.1' },
      createLog('silent'),
    );
    base = `http://127.0.0.1:${webhook.port}`;
  });
  afterAll(() => webhook.stop());

  const post = (path: string, body: string, secret?: string): Promise<Response> =>
    fetch(base + path, {
      method: 'POST',
      body,
      headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
    });

  it('takes an update of who knows the secret', async () => {
    expect((await post('/tg', '{"update_id":7}', SECRET)).status).toBe(200);
    expect(seen).toEqual([7]);
  });

  it.each([
    ['no secret', '/tg', '{"update_id":8}', undefined, 401],
    ['a wrong secret', '/tg', '{"update_id":8}', 'a-secret-of-tests-1', 401],
    ['another path', '/x', '{"update_id":8}', SECRET, 404],
    ['what is no JSON', '/tg', 'hello', SECRET, 400],
    ['JSON without an update', '/tg', '{"a":1}', SECRET, 400],
    ['null', '/tg', 'null', SECRET, 400],
    ['a large body', '/tg', `{"update_id":8,"x":"${'x'.repeat(1_100_000)}"}`, SECRET, 413],
  ])('refuses %s', async (_, path, body, secret, status) => {
    expect((await post(path, body, secret)).status).toBe(status);
    expect(seen).not.toContain(8);
  });

  it('refuses to be read', async () => {
    expect((await fetch(`${base}/tg`)).status).toBe(405);
  });

  it('takes an update at an address with a query', async () => {
    expect((await post('/tg?from=telegram', '{"update_id":70}', SECRET)).status).toBe(200);
    expect(seen).toContain(70);
  });

  it('tells a balancer that it lives', async () => {
    expect((await fetch(`${base}/healthz?probe=1`)).status).toBe(200);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
  });

  it('ends at once although a connection was opened on which nothing was said', async () => {
    const server = await openWebhookServer(
      { url: 'https://example.org/tg', secret: SECRET, port: 0, host: '127.0.0.1' },
      createLog('silent'),
    );
    const silent = new Socket().on('error', () => undefined);
    await new Promise<void>((resolve) => void silent.connect(server.port, '127.0.0.1', resolve));
    const closed = new Promise<void>((resolve) => void silent.once('close', () => resolve()));
    await server.close();
    await closed;
  });

  it('on a standby refuses updates, so that Telegram sends them again, and is not ready', async () => {
    const server = await openWebhookServer(
      { url: 'https://example.org/tg', secret: SECRET, port: 0, host: '127.0.0.1' },
      createLog('silent'),
    );
    const bot = new Bot<BotContext>('1:a', {
      botInfo: { id: 1, is_bot: true, first_name: 'x', username: 'x_bot' } as never,
      client: { fetch: async () => Response.json({ ok: true, result: true }) },
    });
    const handled: number[] = [];
    let holds = true;
    bot.use((ctx) => {
      handled.push(ctx.update.update_id);
      holds = !losesLease;
    });
    let losesLease = false;
    const statuses = async (): Promise<number[]> => {
      const at = `http://127.0.0.1:${server.port}`;
      const headers = { 'x-telegram-bot-api-secret-token': SECRET };
      const update = await fetch(`${at}/tg`, { method: 'POST', body: '{"update_id":9}', headers });
      return [update.status, (await fetch(`${at}/readyz`)).status, (await fetch(`${at}/healthz`)).status];
    };

    expect(await statuses()).toEqual([503, 503, 200]);
    const stop = await server.serve(bot, { isServing: () => holds, holdsLease: () => holds });
    expect(await statuses()).toEqual([200, 200, 200]);
    holds = false;
    expect(await statuses()).toEqual([503, 503, 200]);
    holds = true;
    losesLease = true; // while it handles the update: the answer could not be sent
    expect(await statuses()).toEqual([503, 503, 200]);
    await stop();
    expect(await statuses()).toEqual([503, 503, 200]);
    expect(handled).toEqual([9, 9]);
    await server.close();
  });
});
