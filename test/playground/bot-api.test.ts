import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlayground, type Playground } from '../../src/playground/index.js';

describe("the playground's Bot API", () => {
  let playground: Playground;
  let me: number;
  const log: object[] = [];
  beforeEach(async () => {
    playground = await createPlayground({
      port: 0,
      bot: { username: 'x_bot', firstName: 'X' },
      page: false,
      log: (line) => log.push(line),
    });
    me = playground.people.citizen;
    playground.control.start(me);
  });
  afterEach(() => playground.close());

  interface Answer {
    ok: boolean;
    result?: { message_id: number } & Record<string, unknown>;
    error_code?: number;
    description?: string;
    parameters?: { retry_after?: number };
  }
  const call = async (method: string, payload: object = {}, token = playground.token): Promise<Answer> => {
    const response = await fetch(`${playground.apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      body: JSON.stringify(payload),
    });
    return (await response.json()) as Answer;
  };
  const send = (extra: object): Promise<Answer> => call('sendMessage', { chat_id: me, text: 'नमस्ते', ...extra });
  const updates = async (args: object = {}): Promise<{ update_id: number }[]> =>
    ((await call('getUpdates', args)) as unknown as { result: { update_id: number }[] }).result;

  it('says who the bot is, and nothing to a wrong token', async () => {
    expect((await call('getMe')).result).toMatchObject({ is_bot: true, username: 'x_bot' });
    expect(await call('getMe', {}, '1:wrong')).toMatchObject({ ok: false, error_code: 401 });
  });

  it('answers 404 to a method that it does not know, and logs its name', async () => {
    expect(await call('sendRocket')).toMatchObject({ ok: false, error_code: 404 });
    expect(await call('constructor')).toMatchObject({ ok: false, error_code: 404 });
    expect(log).toContainEqual(expect.objectContaining({ method: 'sendRocket' }));
  });

  it.each<[string, object, RegExp]>([
    ['an empty text', { text: '' }, /message text is empty/],
    ['blanks', { text: ' ' }, /text must be non-empty/],
    ['4,097 characters', { text: 'क'.repeat(4097) }, /message is too long/],
    ['an unknown chat', { chat_id: 99 }, /chat not found/],
    ['a parse_mode', { parse_mode: 'HTML' }, /parse_mode/],
    [
      'an entity outside of the text',
      { entities: [{ type: 'bold', offset: 3, length: 99 }] },
      /ends after the end of the text/,
    ],
    ['a reply to nothing', { reply_parameters: { message_id: 999 } }, /message to be replied not found/],
    [
      'callback data over 64 bytes',
      { reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'क'.repeat(22) }]] } },
      /BUTTON_DATA_INVALID/,
    ],
    [
      'empty callback data',
      { reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: '' }]] } },
      /Text buttons are unallowed/,
    ],
    [
      'a button without an action',
      { reply_markup: { inline_keyboard: [[{ text: 'x' }]] } },
      /Text buttons are unallowed/,
    ],
    [
      'a button with two',
      { reply_markup: { inline_keyboard: [[{ text: 'x', url: 'https://x.in', callback_data: 'x' }]] } },
      /exactly one action/,
    ],
    [
      'a button without a text',
      { reply_markup: { inline_keyboard: [[{ text: '', callback_data: 'x' }]] } },
      /button text must be non-empty/,
    ],
    [
      'a javascript link',
      { reply_markup: { inline_keyboard: [[{ text: 'x', url: 'javascript:1' }]] } },
      /Wrong HTTP URL/,
    ],
    [
      'nine buttons a row',
      { reply_markup: { inline_keyboard: [Array.from({ length: 9 }, () => ({ text: 'x', callback_data: 'x' }))] } },
      /reply markup is too long/,
    ],
    [
      'a placeholder over 64',
      { reply_markup: { force_reply: true, input_field_placeholder: 'x'.repeat(65) } },
      /placeholder/,
    ],
  ])('refuses %s as Telegram does', async (_, extra, description) => {
    const answer = await send(extra);
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
    expect(answer.description).toMatch(description);
  });

  it('takes 64 bytes of callback data and 4,096 characters', async () => {
    expect(
      (
        await send({
          text: 'क'.repeat(4096),
          reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x'.repeat(64) }]] },
        })
      ).ok,
    ).toBe(true);
  });

  it('refuses who never started the bot, who blocked it, and lets them in again', async () => {
    expect(await send({ chat_id: playground.people.influencer })).toMatchObject({
      error_code: 403,
      description: expect.stringContaining("can't initiate"),
    });
    playground.control.block(me, true);
    expect(await send({})).toMatchObject({ error_code: 403, description: 'Forbidden: bot was blocked by the user' });
    playground.control.block(me, false);
    expect((await send({})).ok).toBe(true);
  });

  it('edits, refuses an edit that changes nothing, and deletes', async () => {
    const { result } = await send({});
    const edit = (text: string): Promise<Answer> =>
      call('editMessageText', { chat_id: me, message_id: result?.message_id, text });
    expect((await edit('जोहार')).ok).toBe(true);
    expect((await edit('जोहार')).description).toMatch(/message is not modified/);
    expect((await call('deleteMessage', { chat_id: me, message_id: result?.message_id })).ok).toBe(true);
    expect((await edit('x')).description).toMatch(/message to edit not found/);
  });

  it('answers a press once', async () => {
    const { result } = await send({ reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] } });
    const pressed = playground.control.press(me, me, result?.message_id ?? 0, 'x');
    const query = (await updates()).at(-1) as unknown as { callback_query: { id: string } };
    const answer = { callback_query_id: query.callback_query.id, text: 'ठीक', show_alert: true };
    expect((await call('answerCallbackQuery', { ...answer, text: 'x'.repeat(201) })).ok).toBe(false);
    expect(await call('answerCallbackQuery', { callback_query_id: 'foreign' })).toMatchObject({ ok: false });
    expect((await call('answerCallbackQuery', answer)).ok).toBe(true);
    expect(await pressed).toEqual({ text: 'ठीक', alert: true });
    expect((await call('answerCallbackQuery', answer)).description).toMatch(/query is too old/);
  });

  it('hands out updates until they are confirmed, and only the kinds that were asked for', async () => {
    const [first] = await updates();
    expect(await updates()).toHaveLength((await updates()).length);
    expect(await updates({ offset: (first?.update_id ?? 0) + 100 })).toEqual([]);
    await updates({ allowed_updates: ['callback_query'] });
    playground.control.send(me, 'x');
    expect(await updates()).toEqual([]);
  });

  it('lets one poller in at a time', async () => {
    await updates({ offset: 100_000 });
    const first = call('getUpdates', { timeout: 5 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = call('getUpdates', { timeout: 0 });
    expect(await first).toMatchObject({ ok: false, error_code: 409 });
    expect((await second).ok).toBe(true);
  });

  it('delivers to a webhook with its secret, again when it failed', async () => {
    const seen: string[] = [];
    const { createServer } = await import('node:http');
    const hook = createServer((incoming, response) => {
      seen.push(String(incoming.headers['x-telegram-bot-api-secret-token']));
      incoming.resume();
      response.writeHead(seen.length === 1 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    const { port } = hook.address() as { port: number };
    await updates({ offset: 100_000 });
    await call('setWebhook', { url: `http://127.0.0.1:${port}/`, secret_token: 's3cret' });
    playground.control.send(me, 'x');
    await expect.poll(() => seen).toEqual(['s3cret', 's3cret']);
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
    hook.close();
  });

  it.each([
    ['429', 7],
    ['5xx', undefined],
    ['reset', undefined],
    ['lost', undefined],
  ] as const)('plays a fault when it is told to: %s', async (kind, retryAfter) => {
    playground.fail({ method: 'sendMessage', kind, retryAfterSeconds: 7 });
    const outcome = await send({}).catch(() => undefined);
    expect(outcome?.parameters?.retry_after).toBe(retryAfter);
    expect(outcome?.ok).not.toBe(true);
    expect(playground.control.messages(me).filter(({ from }) => from?.is_bot === true)).toHaveLength(
      kind === 'lost' ? 1 : 0,
    );
    expect((await send({})).ok).toBe(true);
  });

  it('keeps group talk from the bot unless it is meant', async () => {
    await updates({ offset: 100_000 });
    const group = playground.group;
    for (const text of ['बस यूँ ही', '@other_bot नमस्ते', '@x_bot नमस्ते', '/yojana', '/yojana@x_bot', '/yojana@other_bot']) {
      playground.control.send(me, text, { chatId: group });
    }
    const seen = (await updates()) as unknown as { message: { text: string } }[];
    expect(seen.map(({ message }) => message.text)).toEqual(['@x_bot नमस्ते', '/yojana', '/yojana@x_bot']);
  });

  it('is for this computer only: another Host or Origin is refused', async () => {
    const port = Number(new URL(playground.url).port);
    const status = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve) => {
        request({ host: '127.0.0.1', port, path: '/playground/state', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end();
      });
    expect(await status({ host: `127.0.0.1:${port}` })).toBe(200);
    expect(await status({ host: `localhost:${port}` })).toBe(200);
    expect(await status({ host: 'evil.example' })).toBe(403);
    expect(await status({ host: `127.0.0.1:${port}`, origin: 'https://evil.example' })).toBe(403);
    // An image in a page elsewhere sends no origin.
    expect(await status({ host: `127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ host: `127.0.0.1:${port}`, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status({ host: `127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' })).toBe(200);
  });
});
