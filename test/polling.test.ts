import { Bot } from 'grammy';
import { describe, expect, it, vi } from 'vitest';
import { createLog } from '../src/log.js';
import { startPolling } from '../src/polling.js';
import type { BotContext } from '../src/telegram/context.js';
import { TermOverError } from '../src/telegram/term-fetch.js';

/**
 * A bot whose Telegram keeps these updates until they are confirmed, as the real one does, and hands out
 * those of a batch together; a number instead of a batch is an error of that code. `events` tells what
 * happened in which order, without the short polls in between.
 */
function open(batches: (number[] | number)[]) {
  const events: string[] = [];
  const kept: number[] = [];
  let polls = 0;
  const say = (event: string): void => void (events.at(-1) === event ? undefined : events.push(event));
  const bot = new Bot<BotContext>('1:a', {
    botInfo: { id: 1, is_bot: true, first_name: 'x', username: 'x_bot' } as never,
    client: {
      fetch: async (input: unknown, init?: RequestInit) => {
        if (!String(input).endsWith('/getUpdates')) return Response.json({ ok: true, result: true });
        polls += 1;
        const { offset, timeout, limit } = JSON.parse(init?.body as string) as Record<string, number>;
        while (kept.length > 0 && (kept[0] ?? 0) < (offset ?? 0)) kept.shift();
        if (limit === 1) {
          say(`confirm ${offset}`);
          return Response.json({ ok: true, result: [] });
        }
        say(`ask ${offset}`);
        if (kept.length === 0 || timeout === 0) {
          const batch = batches.shift();
          if (typeof batch === 'number') {
            const parameters = batch === 429 ? { retry_after: 2 } : {};
            return Response.json({ ok: false, error_code: batch, description: 'x', parameters }, { status: batch });
          }
          kept.push(...(batch ?? []));
        }
        if (kept.length > 0 || timeout === 0)
          return Response.json({
            ok: true,
            result: kept.slice(0, limit).map((update_id) => ({ update_id, message: {} })),
          });
        return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('ended'))));
      },
    },
  });
  const log = createLog('silent');
  return { bot, events, log, polls: () => polls };
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

  it('lets nobody wait for one slow handler, whose update is not confirmed meanwhile', async () => {
    const { bot, events, log } = open([[5], [6], [7]]);
    let release = (): void => undefined;
    bot.use(async (ctx) => {
      if (ctx.update.update_id === 5) await new Promise<void>((resolve) => (release = resolve));
      events.push(`done ${ctx.update.update_id}`);
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => events.includes('done 7'), { timeout: 10_000 });
    expect(events.filter((event) => event !== 'ask 5')).toEqual(['ask 0', 'done 6', 'done 7']);
    release();
    await vi.waitUntil(() => events.includes('ask 8'), { timeout: 10_000 });
    await stop();
    expect(events.at(-1)).toBe('confirm 8');
  });

  it('handles each update once, although Telegram sends it again while an older one is in hand', async () => {
    const { bot, log, polls } = open([[5, 6]]);
    const begun: number[] = [];
    let release = (): void => undefined;
    bot.use(async (ctx) => {
      begun.push(ctx.update.update_id);
      if (ctx.update.update_id === 5) await new Promise<void>((resolve) => (release = resolve));
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => polls() > 3, { timeout: 10_000 });
    release();
    await stop();
    expect(begun).toEqual([5, 6]);
  });

  it('takes no more than it can handle: the rest waits with Telegram', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => index + 1);
    const { bot, log } = open([ids]);
    let inHand = 0;
    let most = 0;
    let handled = 0;
    bot.use(async () => {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inHand -= 1;
      handled += 1;
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => handled === 1_000, { timeout: 30_000 });
    await stop();
    expect(most).toBeLessThanOrEqual(200);
  });

  it('does not confirm an update whose term ended before it was answered', async () => {
    const { bot, events, log } = open([[5, 6]]);
    bot.use((ctx) => {
      if (ctx.update.update_id === 6) throw new TermOverError('not called', 'TERM_OVER');
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => events.includes('ask 6'), { timeout: 10_000 });
    await stop();
    expect(events.at(-1)).toBe('confirm 6');
  });

  it('leaves out what the process before had handled and could not confirm, and leaves the same to the next', async () => {
    const { bot, events, log } = open([[5, 6, 7]]);
    let left: readonly number[] = [];
    bot.use((ctx) => {
      events.push(`handle ${ctx.update.update_id}`);
      if (ctx.update.update_id === 5) throw new TermOverError('not called', 'TERM_OVER');
    });
    const alreadyHandled = { take: async () => [6], leave: async (ids: readonly number[]) => void (left = ids) };
    const stop = await startPolling(
      bot,
      log,
      term(() => true),
      { alreadyHandled },
    );
    await vi.waitUntil(() => events.includes('handle 7'), { timeout: 10_000 });
    await stop();
    expect(events.filter((event) => event.startsWith('handle'))).toEqual(['handle 5', 'handle 7']);
    expect([events.at(-1), left]).toEqual(['confirm 5', [6, 7]]);
  });

  it('lets the loop breathe between two updates of a batch, whose handlers compute', async () => {
    const { bot, events, log } = open([[5, 6, 7]]);
    bot.use((ctx) => {
      events.push(`handle ${ctx.update.update_id}`);
      setImmediate(() => events.push('breath'));
    });
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => events.includes('ask 8'), { timeout: 10_000 });
    await stop();
    expect(events.slice(1, 6)).toEqual(['handle 5', 'breath', 'handle 6', 'breath', 'handle 7']);
  });

  it('asks for nothing while Telegram wants nobody to be answered', async () => {
    const { bot, log, polls } = open([[5]]);
    let waits = 0;
    const stop = await startPolling(
      bot,
      log,
      term(() => true),
      { notBefore: { waitForAllMs: () => ((waits += 1) < 3 ? 5 : 0) } },
    );
    await vi.waitUntil(() => polls() > 0);
    expect(waits).toBeGreaterThanOrEqual(3);
    await stop();
  });

  it('waits as long as Telegram asks for when it polls too often', async () => {
    const { bot, events, log } = open([429, [5]]);
    const begun = performance.now();
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => events.includes('ask 6'), { timeout: 20_000 });
    expect(performance.now() - begun).toBeGreaterThan(1_990);
    await stop();
  });

  it('ends its asking when the token is not known any more', async () => {
    const { bot, log, polls } = open([401]);
    const stop = await startPolling(bot, log);
    await vi.waitUntil(() => polls() > 0);
    await stop();
    expect(polls()).toBe(1);
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
    expect(events).toEqual(['ask 0', 'ask 6', 'confirm 6']);
  });
});
