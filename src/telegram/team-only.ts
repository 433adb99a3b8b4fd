import type { Composer } from 'grammy';
import { may, type Power } from '../people/roles.js';
import type { BotContext } from './context.js';

/** A branch for those who have the power. For everybody else it is as if it did not exist. */
export function forTeam<C extends BotContext>(composer: Composer<C>, power: Power): Composer<C> {
  return composer.filter((ctx) => may(ctx.role, power));
}
