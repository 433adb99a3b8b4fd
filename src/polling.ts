import { run } from '@grammyjs/runner';
import type { Bot } from 'grammy';
import { ALLOWED_UPDATES } from './bot.js';
import type { Log } from './log.js';
import type { BotContext } from './telegram/context.js';

export interface Polling {
  /** Stops fetching, then waits for the handlers that still run. */
  readonly stop: () => Promise<void>;
}

const DRAIN_DEADLINE_MS = 10_000;
/** A handler that takes longer is logged: it blocks the updates of its chat. */
const SLOW_HANDLER_MS = 60_000;

/** Fetches updates: those of one chat in order, different chats side by side. */
export async function startPolling(bot: Bot<BotContext>, log: Log): Promise<Polling> {
  await bot.api.deleteWebhook(); // getUpdates is refused while a webhook is set
  const handle = run(bot, {
    runner: { fetch: { allowed_updates: ALLOWED_UPDATES }, silent: true },
    sink: {
      timeout: {
        milliseconds: SLOW_HANDLER_MS,
        handler: (update) => log.warn({ updateId: update.update_id }, 'handler is slow'),
      },
    },
  });
  return {
    stop: async () => {
      // `handle.stop()` returns while handlers still run, although Telegram has their updates
      // confirmed: what they hold would be lost with the process.
      await handle.stop();
      const deadline = Date.now() + DRAIN_DEADLINE_MS;
      while (handle.size() > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      if (handle.size() > 0) log.warn({ running: handle.size() }, 'stopped before all handlers were done');
    },
  };
}
