import type { MiddlewareFn } from 'grammy';
import type { BotContext } from './context.js';

/** Telegram re-sends what it did not see confirmed; within this many updates we notice. */
const REMEMBERED = 10_000;

/**
 * Lets each update through once. No delivery of Telegram is exactly once: a webhook that answered
 * late, or a confirmation that was lost, brings the same update again.
 */
export function onceByUpdateId(): MiddlewareFn<BotContext> {
  const seen = new Set<number>();
  return async (ctx, next) => {
    const id = ctx.update.update_id;
    if (seen.has(id)) return;
    seen.add(id);
    const oldest = seen.values().next();
    if (seen.size > REMEMBERED && oldest.done === false) seen.delete(oldest.value);
    await next();
  };
}
