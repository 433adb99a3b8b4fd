import type { MiddlewareFn } from 'grammy';
import { acknowledge } from './acknowledge.js';
import type { BotContext } from './context.js';

/** A person may send this many at once … */
const BURST = 12;
/** … and then one in this time. Nobody reads answers faster. */
const REFILL_MS = 1_500;
const MAX_TRACKED = 50_000;

interface Bucket {
  tokens: number;
  at: number;
  /** whether this flood has been answered with the one polite line */
  told: boolean;
}

/**
 * Slows one person who floods, by a token bucket, so that nobody else notices. It stands before
 * everything that queues. The first message over the limit gets one polite line, the rest nothing.
 * @param clock milliseconds
 */
export function floodGuard(clock: () => number): MiddlewareFn<BotContext> {
  const buckets = new Map<number, Bucket>();
  return async (ctx, next) => {
    const id = ctx.from?.id;
    if (id === undefined) return next();
    const now = clock();
    const before = buckets.get(id) ?? { tokens: BURST, at: now, told: false };
    const tokens = Math.min(BURST, before.tokens + (now - before.at) / REFILL_MS);
    const passes = tokens >= 1;
    const told = passes ? before.told && tokens < BURST / 2 : true;
    buckets.delete(id);
    buckets.set(id, { tokens: passes ? tokens - 1 : tokens, at: now, told });
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_TRACKED && oldest.done === false) buckets.delete(oldest.value);
    if (passes) return next();
    if (ctx.callbackQuery !== undefined) await acknowledge(ctx, before.told ? undefined : { text: ctx.t('flood') });
    else if (!before.told && ctx.chat?.type === 'private') await ctx.reply(ctx.t('flood'));
  };
}
