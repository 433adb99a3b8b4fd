import { describe, expect, it } from 'vitest';
import { createRetryingFetch } from '../../src/telegram/retrying-fetch.js';

type Step = Response | Error;
const tooMany = (seconds: number): Response =>
  Response.json({ ok: false, error_code: 429, parameters: { retry_after: seconds } }, { status: 429 });
const down = (): Response => new Response('bad gateway', { status: 502 });
const ok = (): Response => Response.json({ ok: true, result: true });

/** A fetch that plays the steps in order, and what was waited for in between. */
function playing(steps: Step[], options: { maxWaitSeconds?: number } = {}) {
  const waits: number[] = [];
  let calls = 0;
  const retrying = createRetryingFetch({
    ...options,
    sleep: async (ms) => void waits.push(ms),
    fetch: async () => {
      const step = steps[calls++];
      if (step === undefined) throw new Error('called too often');
      if (step instanceof Error) throw step;
      return step;
    },
  });
  const call = (method: string, body: NonNullable<RequestInit['body']> = '{}'): Promise<Response> =>
    retrying(`http://127.0.0.1/bot1:x/${method}`, { method: 'POST', body });
  return { call, waits, calls: () => calls };
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
  });

  it('repeats 5xx with growing waits, at most three times', async () => {
    const { call, waits, calls } = playing([down(), down(), down(), down(), ok()]);
    expect((await call('sendMessage')).status).toBe(502);
    expect(calls()).toBe(4);
    expect(waits).toEqual([300, 600, 1200]);
  });

  it('does not send a message again after a reset, since it may have arrived', async () => {
    const { call, calls } = playing([new TypeError('fetch failed'), ok()]);
    await expect(call('sendMessage')).rejects.toThrow('fetch failed');
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
