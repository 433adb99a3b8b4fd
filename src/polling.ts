import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError, type Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { ALLOWED_UPDATES } from './bot.js';
import type { Log } from './log.js';
import { settled } from './settled.js';
import { createLoneTerm } from './store/term.js';
import { untilAnswered } from './telegram/until-answered.js';
import type { BotContext } from './telegram/context.js';

/** What polling must know of the term in which it runs. */
interface PollingTerm {
  /** whether an update may be begun */
  readonly isServing: () => boolean;
  /** aborted when no more updates may be asked for */
  readonly signal: AbortSignal;
}

const LONG_POLL_SECONDS = 30;
/** A connection that died without a word would otherwise be waited for until grammY's 500 s. */
const POLL_DEADLINE_MS = (LONG_POLL_SECONDS + 10) * 1000;
/** Updates handled side by side; those of one chat queue inside the bot. */
const MAX_HANDLING = 500;
const DRAIN_DEADLINE_MS = 6_000;
/** The last confirmation: without it the updates come again, which is no reason to be killed. */
const CONFIRM_DEADLINE_MS = 1_500;
/** A handler that takes longer is logged: it blocks the updates of its chat. */
const SLOW_HANDLER_MS = 60_000;
/**
 * Asking for more updates confirms those before, which are then lost if the process is killed. So the
 * handlers of a batch get this long before more is asked for: an answer takes two calls, well under a
 * second. A slower one (Telegram asked for a pause) must not hold up everybody.
 */
const CONFIRM_AFTER_MS = 2_000;
/** After a fault of the network, and after another process was found to poll. */
const RETRY_MS = 1_000;

/**
 * Fetches updates: those of one chat in order, different chats side by side. Each is confirmed to
 * Telegram only when it has been handled (or takes long), so that after a kill it comes again.
 * @returns what stops fetching, then waits for the handlers that still run
 */
export async function startPolling(
  bot: Bot<BotContext>,
  log: Log,
  term: PollingTerm = createLoneTerm(),
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const ended = stopping.signal;
  term.signal.addEventListener('abort', () => stopping.abort(), { once: true });
  if (term.signal.aborted) stopping.abort();
  const handling = new Set<Promise<void>>();
  /** fetched and not handled to the end */
  const open = new Set<number>();
  let offset = 0;

  async function poll(): Promise<void> {
    while (!ended.aborted) {
      const updates = await fetchUpdates();
      offset = Math.max(offset, ...updates.map(({ update_id }) => update_id + 1));
      await settled(updates.map(begin), CONFIRM_AFTER_MS);
      while (handling.size >= MAX_HANDLING) await Promise.race(handling);
    }
  }

  async function fetchUpdates(): Promise<Update[]> {
    const call = new AbortController();
    const cut = (): void => call.abort();
    const timer = setTimeout(cut, POLL_DEADLINE_MS);
    ended.addEventListener('abort', cut);
    try {
      return await bot.api.getUpdates(
        { offset, limit: 100, timeout: LONG_POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        asSignal(call.signal),
      );
    } catch (error) {
      if (ended.aborted) return [];
      if (error instanceof GrammyError && error.error_code === 401) stopping.abort(); // whoever runs it is told by the fetch
      if (error instanceof GrammyError && error.error_code === 409)
        log.warn({ error }, 'another process polls with this token');
      await sleep(RETRY_MS, undefined, { signal: ended }).catch(() => undefined);
      return [];
    } finally {
      ended.removeEventListener('abort', cut);
      clearTimeout(timer);
    }
  }

  async function begin(update: Update): Promise<void> {
    const updateId = update.update_id;
    open.add(updateId);
    if (!term.isServing()) return; // it stays open: another process gets it
    const slow = setTimeout(() => log.warn({ updateId }, 'handler is slow'), SLOW_HANDLER_MS);
    const handled = bot
      .handleUpdate(update)
      .catch((error: unknown) => log.error({ error, updateId }, 'update failed'))
      .finally(() => {
        clearTimeout(slow);
        open.delete(updateId);
        handling.delete(handled);
      });
    handling.add(handled);
    await handled;
  }

  /** Tells Telegram what is done, so that it does not send it again to whoever serves next. */
  async function confirm(): Promise<void> {
    const done = open.size > 0 ? Math.min(...open) : offset;
    if (done === 0) return;
    await bot.api
      .getUpdates({ offset: done, limit: 1, timeout: 0 }, asSignal(AbortSignal.timeout(CONFIRM_DEADLINE_MS)))
      .catch((error: unknown) => log.warn({ error }, 'could not confirm the last updates: they may come again'));
  }

  // getUpdates is refused while a webhook is set
  await untilAnswered('deleteWebhook', () => bot.api.deleteWebhook(), log, term.signal);
  const polling = poll();
  return async () => {
    stopping.abort();
    await settled([polling, ...handling], DRAIN_DEADLINE_MS);
    if (handling.size > 0) log.warn({ running: handling.size }, 'stopped before all handlers were done');
    await confirm();
  };
}

/** The same, in the types of grammY's polyfill. */
const asSignal = (signal: AbortSignal): Parameters<Bot['api']['getUpdates']>[1] =>
  signal as unknown as Parameters<Bot['api']['getUpdates']>[1];
