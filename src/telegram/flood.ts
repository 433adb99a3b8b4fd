import type { MiddlewareFn } from 'grammy';
import { acknowledge } from './acknowledge.js';
import type { BotContext } from './context.js';
import { senderOf } from './said.js';

/** A person may send this many at once … */
const BURST = 12;
/** … and then one in this time. Nobody reads answers faster. */
const REFILL_MS = 1_500;
const MAX_TRACKED = 50_000;
/** Whoever floods is still heard when they are in danger; so often that nobody floods with it. */
const DANGER_EVERY_MS = 10_000;

interface Bucket {
  tokens: number;
  at: number;
  /** whether this flood has been answered with the one polite line */
  told: boolean;
  /** when danger was last let through although the bucket was empty */
  dangerAt: number;
}

/**
 * Slows one person who floods, by a token bucket, so that nobody else notices. It stands before
 * everything that queues. The first message over the limit gets one polite line, the rest nothing.
 * @param clock milliseconds; set back, it silences nobody
 */
export function floodGuard(clock: () => number): MiddlewareFn<BotContext> {
  const buckets = new Map<number, Bucket>();
  return async (ctx, next) => {
    const id = senderOf(ctx);
    if (id === undefined) return next();
    const now = clock();
    const before = buckets.get(id) ?? { tokens: BURST, at: now, told: false, dangerAt: -Infinity };
    const tokens = Math.min(BURST, before.tokens + Math.max(0, now - before.at) / REFILL_MS);
    const passes = tokens >= 1;
    const isCry = !passes && ctx.said?.danger !== undefined && Math.abs(now - before.dangerAt) >= DANGER_EVERY_MS;
    const told = passes ? before.told && tokens < BURST / 2 : before.told || !isCry;
    buckets.delete(id);
    buckets.set(id, { tokens: passes ? tokens - 1 : tokens, at: now, told, dangerAt: isCry ? now : before.dangerAt });
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_TRACKED && oldest.done === false) buckets.delete(oldest.value);
    if (passes || isCry) return next();
    if (ctx.callbackQuery !== undefined) await acknowledge(ctx, before.told ? undefined : { text: ctx.t('flood') });
    else if (!before.told && ctx.chat?.type === 'private') await ctx.reply(ctx.t('flood'));
  };
}
