import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bot } from 'grammy';
import { createLog } from '../src/log.js';
import type { BotContext } from '../src/telegram/context.js';
import { startWebhook, type Webhook } from '../src/webhook.js';

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
      { url: 'https://example.org/tg', secret: SECRET, port: 0, host: '127.0.0.1' },
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

  it('tells a balancer that it lives', async () => {
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });
});
