import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from './log.js';
import type { BotContext } from './telegram/context.js';
import { isTermOver } from './telegram/term-fetch.js';

/** A handler that takes longer is logged: it holds up the updates of its chat. */
const SLOW_HANDLER_MS = 60_000;

/**
 * Handles one update to its end; never rejects.
 * @returns whether Telegram may forget it; false: its term ended first, and whoever serves next must get it
 */
export async function takeIn(bot: Bot<BotContext>, update: Update, log: Log): Promise<boolean> {
  const updateId = update.update_id;
  const slow = setTimeout(() => log.warn({ updateId }, 'handler is slow'), SLOW_HANDLER_MS);
  try {
    await bot.handleUpdate(update);
    return true;
  } catch (error) {
    if (isTermOver(error)) return false;
    log.error({ error, updateId }, 'update failed');
    return true;
  } finally {
    clearTimeout(slow);
  }
}
