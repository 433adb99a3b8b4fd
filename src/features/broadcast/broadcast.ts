import { Composer } from 'grammy';
import type { BotContext } from '../../telegram/context.js';
import { createCompose, type ComposeDeps } from './compose.js';
import { createControl } from './control.js';
import { createHold } from './hold.js';
import { createPlacesFeature, type PlacesDeps } from './places.js';

/** Messages to many, by command: written, sent, watched, taken back. */
export function createBroadcast(deps: ComposeDeps & PlacesDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(createCompose(deps), createControl(deps), createHold(deps), createPlacesFeature(deps));
  return composer;
}
