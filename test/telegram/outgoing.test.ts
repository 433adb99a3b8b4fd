import { Api } from 'grammy';
import { describe, expect, it } from 'vitest';
import type { Broadcast } from '../../src/delivery/broadcast.js';
import { createOutgoing } from '../../src/telegram/outgoing.js';

interface Call {
  readonly method: string;
  readonly body: Record<string, unknown>;
}

function setUp(answer: (call: Call) => object = () => ({ ok: true, result: true })) {
  const calls: Call[] = [];
  const api = new Api('1:a', {
    fetch: async (input: unknown, init?: { body?: unknown }) => {
      const call = { method: String(input).split('/').at(-1) ?? '', body: JSON.parse(String(init?.body)) };
      calls.push(call);
      return new Response(JSON.stringify(answer(call)));
    },
  });
  const outgoing = createOutgoing({
    api,
    translate: (language) => (key) => `${language}:${key}`,
    threadOf: async (recipient) => (recipient === -42 ? 7 : undefined),
    languageOf: async (recipient) => (recipient === 7 ? 'hne' : 'hi'),
  });
  return { outgoing, calls };
}

const broadcast = { message: { kind: 'text', text: { hi: 'शिविर कल है।' } }, topic: 'schemes' } as unknown as Broadcast;
const TOO_OLD = { ok: false, error_code: 400, description: "Bad Request: message can't be deleted for everyone" };

describe('a message that is taken back', () => {
  it.each([
    [7, 'hne:broadcast.withdrawn'],
    [8, 'hi:broadcast.withdrawn'],
  ])('says so to %i in the language that this person reads, where it is too old to delete', async (person, text) => {
    const { outgoing, calls } = setUp(({ method }) =>
      method === 'deleteMessage' ? TOO_OLD : { ok: true, result: true },
    );
    const result = await outgoing.touch(person, 5, broadcast, { number: 1, kind: 'recall', state: 'running' });
    expect(result).toEqual({ kind: 'done', mark: 'edited' });
    expect(calls.at(-1)).toMatchObject({ method: 'editMessageText', body: { chat_id: person, text } });
  });

  it('is deleted where Telegram allows it', async () => {
    const { outgoing, calls } = setUp();
    const result = await outgoing.touch(7, 5, broadcast, { number: 1, kind: 'recall', state: 'running' });
    expect(result).toEqual({ kind: 'done', mark: 'deleted' });
    expect(calls.map(({ method }) => method)).toEqual(['deleteMessage']);
  });
});

describe('a message to a forum', () => {
  it('goes into the topic in which it was asked for, and to nobody else’s', async () => {
    const { outgoing, calls } = setUp(() => ({ ok: true, result: { message_id: 9 } }));
    await outgoing.send(-42, broadcast);
    await outgoing.send(-43, broadcast);
    await outgoing.send(7, broadcast);
    expect(calls.map(({ body }) => body['message_thread_id'])).toEqual([7, undefined, undefined]);
  });

  it('goes into the general one when the topic is gone', async () => {
    const { outgoing, calls } = setUp(({ body }) =>
      body['message_thread_id'] === undefined
        ? { ok: true, result: { message_id: 9 } }
        : { ok: false, error_code: 400, description: 'Bad Request: message thread not found' },
    );
    expect(await outgoing.send(-42, broadcast)).toEqual({ kind: 'sent', messageId: 9 });
    expect(calls).toHaveLength(2);
  });
});
