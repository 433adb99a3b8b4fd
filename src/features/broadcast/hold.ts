import { Composer } from 'grammy';
import { plain } from '../../answers/text.js';
import type { Delivery } from '../../delivery/delivery.js';
import { formatLooseDate } from '../../messages/dates.js';
import type { Audit } from '../../people/audit.js';
import type { BotContext } from '../../telegram/context.js';
import { say } from '../../telegram/send.js';
import { forTeam } from '../../telegram/team-only.js';
import { parseDay } from './when.js';

/**
 * `/broadcast_hold 15-12-2026`: no publicity of schemes until that day has passed (the model code of
 * conduct at elections); `/broadcast_hold off` ends it.
 */
export function createHold({ delivery, audit }: { delivery: Delivery; audit: Audit }): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  forTeam(composer, 'administer')
    .chatType('private')
    .command('broadcast_hold', async (ctx) => {
      const text = ctx.match.trim();
      const held = await delivery.heldUntil();
      const by = ctx.from.id;
      const cause = ctx.update.update_id;
      if (/^(off|बंद|हटाओ|0)$/iu.test(text)) {
        await delivery.hold(undefined);
        await audit.note({ at: ctx.now, by, act: 'broadcast_unhold', before: held ?? null, cause });
        return say(ctx, plain(ctx.t('hold.ended')));
      }
      const until = parseDay(text, ctx.now);
      if (until === undefined) {
        return say(
          ctx,
          plain(held === undefined ? ctx.t('hold.how') : ctx.t('hold.now', { date: lastDay(held, ctx) })),
        );
      }
      await delivery.hold(until);
      await audit.note({ at: ctx.now, by, act: 'broadcast_hold', before: held ?? null, after: until, cause });
      return say(ctx, plain(ctx.t('hold.set', { date: lastDay(until, ctx) })));
    });

  return composer;
}

/** The hold ends at midnight after its last day. */
const lastDay = (until: number, { language }: BotContext): string =>
  formatLooseDate(new Date(until - 1 + 5.5 * 3_600_000).toISOString().slice(0, 10), language);
