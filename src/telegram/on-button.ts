import type { Composer } from 'grammy';
import { parseCallback, type CallbackKind, type CallbackOf } from './callbacks.js';
import type { BotContext } from './context.js';

/**
 * Handles the buttons of one kind. What cannot be read or is of another kind goes on to the next
 * handler, in the end to the one that says that the button is old.
 * @param handler must answer the callback query; `false` passes it on (its scheme is gone, say)
 */
export function onButton<K extends CallbackKind>(
  composer: Composer<BotContext>,
  kind: K,
  handler: (ctx: BotContext, data: CallbackOf<K>) => Promise<void | false>,
): void {
  composer.on('callback_query:data', async (ctx, next) => {
    const data = parseCallback(ctx.callbackQuery.data);
    if (data?.kind !== kind || (await handler(ctx, data as CallbackOf<K>)) === false) await next();
  });
}
