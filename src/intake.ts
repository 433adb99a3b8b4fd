import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from './log.js';
import type { Quarantine } from './quarantine.js';
import type { BotContext } from './telegram/context.js';
import { isTermOver } from './telegram/term-fetch.js';
import type { Watchdog } from './watchdog/watchdog.js';

/**
 * Handles one update to its end; never rejects.
 * @returns whether Telegram may forget it; false: its term ended first, and whoever serves next must get it
 */
export type Intake = (update: Update) => Promise<boolean>;

export interface IntakeDeps {
  readonly bot: Bot<BotContext>;
  readonly log: Log;
  /** absent: every update is handled at once */
  readonly quarantine?: Quarantine;
  readonly watchdog?: Watchdog;
}

/** A handler that takes longer is logged: it holds up the updates of its chat. */
const SLOW_HANDLER_MS = 60_000;

export function createIntake({ bot, log, quarantine, watchdog }: IntakeDeps): Intake {
  async function handle(update: Update): Promise<boolean> {
    const updateId = update.update_id;
    const ended = watchdog?.begin(updateId);
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
      ended?.();
    }
  }
  return (update) =>
    quarantine === undefined ? handle(update) : quarantine.pass(update.update_id, () => handle(update));
}
