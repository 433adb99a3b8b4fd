import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPng } from '../../src/playground/bot-api/picture.js';
import { createPlayground, type Playground } from '../../src/playground/index.js';

let playground: Playground;
let me: number;
beforeEach(async () => {
  playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'संगवारी' }, page: true });
  me = playground.people.citizen;
});
afterEach(() => playground.close());

const get = async (path: string): Promise<unknown> => (await fetch(`${playground.url}/playground/${path}`)).json();
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${playground.url}/playground/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('the control interface', () => {
  it('tells who is there', async () => {
    await post('block', { person: me, blocked: true });
    expect(await get('state')).toMatchObject({
      bot: { username: 'x_bot', firstName: 'संगवारी' },
      people: [
        { id: 1001, firstName: 'सुमन', kind: 'citizen', languageCode: 'hi', blocked: true },
        { id: 1002, kind: 'influencer', blocked: false },
        { id: 1003, kind: 'administrator' },
      ],
      chats: [{ id: 1001, type: 'private', personId: 1001 }, {}, {}, { id: -2001, members: [1001, 1002, 1003] }],
    });
  });

  it('sends, edits and shows messages', async () => {
    const sent = (await (await post('send', { person: me, chat: me, text: 'जोहार' })).json()) as { message_id: number };
    await post('edit', { person: me, chat: me, message: sent.message_id, text: 'नमस्ते' });
    await post('media', { person: me, chat: me, kind: 'photo' });
    const messages = (await get(`messages?chat=${me}`)) as { text?: string; photo?: { file_id: string }[] }[];
    expect(messages.map(({ text }) => text)).toEqual(['नमस्ते', undefined]);
    const file = await fetch(`${playground.url}/playground/file/${messages[1]?.photo?.[0]?.file_id}`);
    expect(file.headers.get('content-type')).toBe('image/png');
  });

  it('makes people', async () => {
    const response = await post('person', { firstName: 'मीना', languageCode: 'hi' });
    expect(await response.json()).toEqual({ id: 1004, firstName: 'मीना', languageCode: 'hi', kind: 'citizen' });
  });

  it('opens groups and channels, into which the bot can be taken', async () => {
    const channel = (await (await post('group', { person: me, title: 'खबर', type: 'channel' })).json()) as {
      id: number;
    };
    expect(channel).toMatchObject({ type: 'channel', title: 'खबर', creator: me, bot: 'left' });
    expect(channel.id).toBeLessThan(-1_000_000_000_000);
    const who = playground.botId;
    expect((await post('member', { person: me, chat: channel.id, who, isIn: true })).status).toBe(200);
    expect(playground.control.chats()).toContainEqual(
      expect.objectContaining({ id: channel.id, bot: 'administrator' }),
    );
    expect((await post('member', { person: me, chat: channel.id, who, isIn: true })).status).toBe(400);
    expect((await post('member', { person: me, chat: channel.id, who, isIn: false })).status).toBe(200);
    expect(playground.control.chats()).toContainEqual(expect.objectContaining({ id: channel.id, bot: 'kicked' }));
  });

  describe('takes a file of a person', () => {
    const png = drawPng({ width: 40, height: 30 });
    const upload = (
      fields: Record<string, string>,
      type = 'application/octet-stream',
      body = png,
    ): Promise<Response> => {
      const query = new URLSearchParams({ person: String(me), chat: String(me), ...fields });
      const headers = { 'content-type': type };
      return fetch(`${playground.url}/playground/upload?${query.toString()}`, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
      });
    };

    it.each<[kind: string, content: object]>([
      ['photo', [{ width: 40, height: 30 }]],
      ['video', { mime_type: 'image/png' }],
      ['document', { file_name: 'मेरा चित्र.png', mime_type: 'image/png' }],
      ['voice', { mime_type: 'image/png' }],
    ])('as a %s, which can be read again', async (kind, expected) => {
      const response = await upload({ kind, name: 'मेरा चित्र.png', type: 'image/png', caption: '/yojana' });
      const message = (await response.json()) as Record<string, { file_id: string } | { file_id: string }[]>;
      expect(message).toMatchObject({ caption: '/yojana', caption_entities: [{ type: 'bot_command' }] });
      const content = message[kind];
      expect(content).toMatchObject(expected);
      const fileId = Array.isArray(content) ? content[0]?.file_id : content?.file_id;
      const file = await fetch(`${playground.url}/playground/file/${fileId}`);
      expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
    });

    it.each<[string, Record<string, string>, string | undefined, number]>([
      ['a kind that is none', { kind: 'bomb', name: 'x' }, undefined, 400],
      ['no name', { kind: 'photo' }, undefined, 400],
      ['too long a caption', { kind: 'photo', name: 'x', caption: 'x'.repeat(1025) }, undefined, 400],
      ['a foreign chat', { kind: 'photo', name: 'x', chat: '1002' }, undefined, 400],
      ['what a form can send', { kind: 'photo', name: 'x' }, 'text/plain', 415],
    ])('but not %s', async (_, fields, type, status) => {
      expect((await upload(fields, type)).status).toBe(status);
    });

    it('but not an empty one', async () => {
      expect((await upload({ kind: 'photo', name: 'x' }, undefined, Buffer.alloc(0))).status).toBe(400);
    });
  });

  it('streams what happens', async () => {
    const response = await fetch(`${playground.url}/playground/events`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    playground.control.send(me, 'जोहार');
    let seen = '';
    while (!seen.includes('event: message')) seen += (await reader?.read())?.value;
    expect(seen).toContain('"text":"जोहार"');
    await reader?.cancel();
  });

  it.each<[string, unknown, number]>([
    ['send', { person: me, chat: 1001, text: '' }, 400],
    ['send', { person: 1001, chat: 1001, text: 'x', more: 1 }, 400],
    ['send', { person: 77, chat: 1001, text: 'x' }, 400],
    ['send', { person: 1001, chat: 1002, text: 'x' }, 400],
    ['media', { person: 1001, chat: 1001, kind: 'bomb' }, 400],
    ['person', { firstName: ' ' }, 400],
    ['rocket', {}, 404],
    ['send', { person: 1001, chat: 1001, text: 'x'.repeat(70_000) }, 413],
  ])('refuses a wrong %s: %#', async (path, body, status) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('error');
  });

  it('takes JSON only, so that no form of another page can post', async () => {
    const body = JSON.stringify({ person: me, chat: me, text: 'x' });
    const response = await fetch(`${playground.url}/playground/send`, { method: 'POST', body });
    expect(response.status).toBe(415);
    expect((await fetch(`${playground.url}/playground/send`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the server', () => {
  const status = (headers: Record<string, string>, path = '/playground/state'): Promise<number | undefined> =>
    new Promise((resolve) => {
      const { port } = new URL(playground.url);
      request({ host: '127.0.0.1', port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });

  it('is for this computer only: another Host or Origin is refused', async () => {
    const { port, host } = new URL(playground.url);
    expect(await status({ host })).toBe(200);
    expect(await status({ host: `localhost:${port}`, origin: `http://${host}` })).toBe(200);
    for (const headers of [
      { host: 'evil.example' },
      { host: `evil.example:${port}` },
      { host: '127.0.0.1' },
      { host, origin: 'https://evil.example' },
      { host, origin: `https://${host}` },
      { host, origin: 'null' },
    ])
      for (const path of ['/playground/state', '/', `/bot${playground.token}/getMe`])
        expect({ headers, path, status: await status(headers, path) }).toEqual({ headers, path, status: 403 });
  });

  it('serves the page and its fonts, and nothing else of the disk', async () => {
    for (const path of [
      '/',
      '/page.js',
      '/page.css',
      '/fonts/NotoSansDevanagari-400.ttf',
      '/fonts/NotoSansDevanagari-700.ttf',
    ]) {
      const response = await fetch(playground.url + path);
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
      await response.arrayBuffer();
    }
    for (const path of ['/../index.ts', '/%2e%2e/index.ts', '/tsconfig.json', '/page/index.html', '/constructor'])
      expect({ path, status: await status({ host: new URL(playground.url).host }, path) }).toEqual({
        path,
        status: 404,
      });
  });
});
