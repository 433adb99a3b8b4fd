import { describe, expect, it } from 'vitest';
import { createNotBefore } from '../../src/telegram/not-before.js';
import { createRetryingFetch } from '../../src/telegram/retrying-fetch.js';
import { TermOverError } from '../../src/telegram/term-fetch.js';

type Step = Response | Error;
const tooMany = (seconds: number): Response =>
  Response.json({ ok: false, error_code: 429, parameters: { retry_after: seconds } }, { status: 429 });
const down = (): Response => Response.json({ ok: false, error_code: 500, description: 'x' }, { status: 500 });
const gateway = (): Response => new Response('bad gateway', { status: 502 });
const unreachable = (): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
const ok = (): Response => Response.json({ ok: true, result: true });

/** A fetch that plays the steps in order, and what was waited for in between. */
function playing(steps: Step[], options: { maxWaitSeconds?: number } = {}) {
  const waits: number[] = [];
  let calls = 0;
  let now = 0;
  const ending = new AbortController();
  const retrying = createRetryingFetch({
    ...options,
    notBefore: createNotBefore(() => now),
    signal: ending.signal,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    fetch: async () => {
      const step = steps[calls++];
      if (step === undefined) throw new Error('called too often');
      if (step instanceof Error) throw step;
      return step;
    },
  });
  const call = (method: string, body: NonNullable<RequestInit['body']> = '{"chat_id":7}'): Promise<Response> =>
    retrying(`http://127.0.0.1/bot1:x/${method}`, { method: 'POST', body });
  return { call, waits, ending, calls: () => calls };
}

describe('the retrying fetch', () => {
  it('waits as long as Telegram asks for, then repeats', async () => {
    const { call, waits } = playing([tooMany(2), ok()]);
    expect((await call('sendMessage')).status).toBe(200);
    expect(waits).toEqual([2000]);
  });

  it('gives the refusal back when the wait is longer than a person stays', async () => {
    const { call, waits } = playing([tooMany(600)]);
    expect((await call('sendMessage')).status).toBe(429);
    expect(waits).toEqual([]);
    // Nor is it asked again meanwhile, since that makes the wait grow.
    expect(await (await call('sendMessage')).json()).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 600 },
    });
  });

  it('repeats 5xx with growing waits, at most three times', async () => {
    const { call, waits, calls } = playing([down(), down(), down(), down(), ok()]);
    expect((await call('sendMessage')).status).toBe(500);
    expect(calls()).toBe(4);
    expect(waits).toEqual([300, 600, 1200]);
  });

  it('does not send a message again after a reset, since it may have arrived', async () => {
    const { call, calls } = playing([new TypeError('fetch failed'), ok()]);
    await expect(call('sendMessage')).rejects.toThrow('fetch failed');
    expect(calls()).toBe(1);
  });

  it('does not send a message again after the page of a gateway, since it may have arrived', async () => {
    const { call, calls } = playing([gateway(), ok()]);
    expect((await call('sendMessage')).status).toBe(502);
    expect(calls()).toBe(1);
    expect((await call('editMessageText')).status).toBe(200);
  });

  it('sends a message again that surely did not leave', async () => {
    const { call, waits } = playing([unreachable(), unreachable(), ok()]);
    expect((await call('sendMessage')).status).toBe(200);
    expect(waits).toEqual([300, 600]);
  });

  it('keeps a refusal of one chat from the others', async () => {
    const { call, waits } = playing([tooMany(90), ok(), ok()]);
    const refused = call('sendMessage');
    expect((await call('sendMessage', '{"chat_id":8}')).status).toBe(200);
    expect((await refused).status).toBe(200);
    expect(waits).toEqual([90_000]);
  });

  it('ends its waiting with the term, and does not call', async () => {
    const { call, calls, ending } = playing([tooMany(5), ok()]);
    ending.abort();
    await expect(call('sendMessage')).rejects.toThrow(TermOverError);
    expect(calls()).toBe(1);
  });

  it('repeats an edit after a reset: twice is the same as once', async () => {
    const { call } = playing([new TypeError('fetch failed'), ok()]);
    expect((await call('editMessageText')).status).toBe(200);
  });

  it('does not repeat an upload, whose stream is spent', async () => {
    const { call, calls } = playing([tooMany(1), ok()]);
    expect(
      (await call('sendPhoto', new Blob(['x']).stream() as unknown as NonNullable<RequestInit['body']>)).status,
    ).toBe(429);
    expect(calls()).toBe(1);
  });

  it('leaves a 4xx alone', async () => {
    const { call, calls } = playing([Response.json({ ok: false }, { status: 403 })]);
    expect((await call('sendMessage')).status).toBe(403);
    expect(calls()).toBe(1);
  });
});
