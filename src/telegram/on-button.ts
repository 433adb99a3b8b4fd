import type { Composer } from 'grammy';
import { acknowledge, type Toast } from './acknowledge.js';
import { parseCallback, type CallbackKind, type CallbackOf } from './callbacks.js';
import type { BotContext } from './context.js';

/**
 * Handles the buttons of one kind. What cannot be read or is of another kind goes on to the next
 * handler, in the end to the one that says that the button is old. The tap is acknowledged here, after
 * the handler has acted: no handler does it.
 * @param handler acts; returns what the person reads over the chat, if it cannot be seen anyway;
 *   `false` passes the tap on (its scheme is gone, say)
 */
export function onButton<K extends CallbackKind>(
  composer: Composer<BotContext>,
  kind: K,
  handler: (ctx: BotContext, data: CallbackOf<K>) => Promise<void | false | Toast>,
): void {
  composer.on('callback_query:data', async (ctx, next) => {
    const data = parseCallback(ctx.callbackQuery.data);
    if (data?.kind !== kind) return next();
    const outcome = await handler(ctx, data as CallbackOf<K>);
    if (outcome === false) return next();
    await acknowledge(ctx, outcome ?? undefined);
  });
}
