import { Bot } from 'grammy';
import { describe, expect, it, vi } from 'vitest';
import { createLog } from '../src/log.js';
import { startPolling } from '../src/polling.js';
import type { BotContext } from '../src/telegram/context.js';

/**
 * A bot whose Telegram hands out these batches, one a call, then nothing until the call is ended.
 * `events` tells what happened in which order.
 */
function open(batches: (number[] | number)[]) {
  const events: string[] = [];
  const bot = new Bot<BotContext>('1:a', {
    botInfo: { id: 1, is_bot: true, first_name: 'x', username: 'x_bot' } as never,
    client: {
      fetch: async (input: unknown, init?: RequestInit) => {
        if (!String(input).endsWith('/getUpdates')) return Response.json({ ok: true, result: true });
        const { offset, timeout } = JSON.parse(init?.body as string) as { offset: number; timeout: number };
        if (timeout === 0) {
          events.push(`confirm ${offset}`);
          return Response.json({ ok: true, result: [] });
        }
        events.push(`ask ${offset}`);
        const batch = batches.shift();
        if (typeof batch === 'number')
          return Response.json({ ok: false, error_code: batch, description: 'x' }, { status: batch });
        if (batch !== undefined)
          return Response.json({ ok: true, result: batch.map((update_id) => ({ update_id, message: {} })) });
        return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('ended'))));
      },
    },
  });
  const log = createLog('silent');
  return { bot, events, log };
}
const term = (isServing: () => boolean) => ({ isServing, signal: new AbortController().signal });

describe('polling', () => {
  it('asks for more, which confirms, only once a batch has been handled', async () => {
    const { bot, events, log } = open([[5, 6], [7]]);
    bot.use(async (ctx) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      events.push(`done ${ctx.update.update_id}`);
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => events.includes('ask 8'));
    await stop();
    expect(events).toEqual(['ask 0', 'done 5', 'done 6', 'ask 7', 'done 7', 'ask 8', 'confirm 8']);
  });

  it('does not let one slow handler hold up everybody', async () => {
    const { bot, events, log } = open([[5], [6]]);
    let release = (): void => undefined;
    bot.use(async (ctx) => {
      if (ctx.update.update_id === 5) await new Promise<void>((resolve) => (release = resolve));
      events.push(`done ${ctx.update.update_id}`);
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => events.includes('done 6'), { timeout: 10_000 });
    expect(events).not.toContain('done 5');
    release();
    await stop();
    expect(events.at(-1)).toBe('confirm 7');
  });

  it('begins no update outside of its term, asks for no more, and confirms only what came before', async () => {
    const { bot, events, log } = open([[5, 6, 7]]);
    const handled: number[] = [];
    bot.use((ctx) => void handled.push(ctx.update.update_id));
    const ending = new AbortController();
    const stop = await startPolling(bot, log, {
      isServing: () => {
        if (handled.length === 1) ending.abort();
        return !ending.signal.aborted;
      },
      signal: ending.signal,
    });
    await vi.waitUntil(() => ending.signal.aborted);
    await stop();
    expect(handled).toEqual([5]);
    expect(events).toEqual(['ask 0', 'confirm 6']);
  });

  it('waits for the handlers that run when it is stopped', async () => {
    const { bot, events, log } = open([[5]]);
    let release = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      bot.use(async () => {
        resolve();
        await new Promise<void>((end) => (release = end));
        events.push('done');
      });
    });
    const stop = await startPolling(bot, log);
    await begun;
    const stopped = stop().then(() => events.push('stopped'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    await stopped;
    expect(events).toEqual(['ask 0', 'done', 'confirm 6', 'stopped']);
  });

  it('goes on when another process polled or the network failed', async () => {
    const { bot, events, log } = open([409, 502, [5]]);
    const stop = await startPolling(
      bot,
      log,
      term(() => true),
    );
    await vi.waitUntil(() => events.includes('ask 6'), { timeout: 10_000 });
    await stop();
    expect(events).toEqual(['ask 0', 'ask 0', 'ask 0', 'ask 6', 'confirm 6']);
  });
});
