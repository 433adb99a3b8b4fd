import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createTermFetch, TermOverError } from '../../src/telegram/term-fetch.js';

function open(answer: (signal: AbortSignal) => Promise<Response>) {
  const over = new AbortController();
  const state = { holds: true, calls: 0 };
  const fetch = createTermFetch({ holdsLease: () => state.holds, over: over.signal }, (_, init) => {
    state.calls += 1;
    return answer(init?.signal as AbortSignal);
  });
  return { fetch, over, state };
}
const never = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

describe('the fetch of a term', () => {
  it('calls while the lease is held, and hands the answer on', async () => {
    const { fetch } = open(async () => Response.json({ ok: true }, { status: 429 }));
    const response = await fetch('https://example.org/sendMessage');
    expect([response.status, await response.json()]).toEqual([429, { ok: true }]);
  });

  it('does not call once the lease may be of another', async () => {
    const { fetch, state } = open(async () => Response.json({}));
    state.holds = false;
    await expect(fetch('https://example.org/sendMessage')).rejects.toThrow(TermOverError);
    expect(state.calls).toBe(0);
  });

  it('cuts a call that is under way when the term is over', async () => {
    const { fetch, over } = open(never);
    const call = fetch('https://example.org/getUpdates');
    over.abort();
    await expect(call).rejects.toThrow(TermOverError);
  });

  it('hangs no listener on the term for each call: Node warns from the eleventh', async () => {
    const { fetch, over } = open(never);
    const calls = Array.from({ length: 50 }, () => fetch('https://example.org/sendMessage'));
    expect(getEventListeners(over.signal, 'abort')).toHaveLength(1);
    over.abort();
    for (const call of calls) await expect(call).rejects.toThrow(TermOverError);
  });

  it('still ends when its caller ends it', async () => {
    const { fetch } = open(never);
    const caller = new AbortController();
    const call = fetch('https://example.org/getUpdates', { signal: caller.signal });
    caller.abort(new Error('stopped'));
    await expect(call).rejects.toThrow('stopped');
    await expect(fetch('https://example.org/getUpdates', { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
  });
});
