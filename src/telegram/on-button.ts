import type { Composer } from 'grammy';
import { acknowledge, type Toast } from './acknowledge.js';
import { parseCallback, rulesOf, type CallbackKind, type CallbackOf } from './callbacks.js';
import type { BotContext } from './context.js';

/**
 * Handles the buttons of one kind, where such a button may be pressed. What cannot be read or is of another kind goes on to the next
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
    switch (pressOf(ctx, kind)) {
      case 'nowhere':
        return next();
      case 'gone':
        return acknowledge(ctx);
      case 'real':
        break;
    }
    const outcome = await handler(ctx, data as CallbackOf<K>);
    if (outcome === false) return next();
    await acknowledge(ctx, outcome ?? undefined);
  });
}

/**
 * Anybody may send any data for any message that they can see, so a tap counts by what Telegram says of
 * the message:
 *
 * - `real`: the message has this button
 * - `gone`: it has not. Either a second tap, after the first had changed the buttons, or a forgery;
 *   neither is told anything
 * - `nowhere`: a button of this kind is not for such a chat, or its message is out of our sight (deleted,
 *   or too old) and more than reading is asked for
 */
function pressOf(ctx: BotContext, kind: CallbackKind): 'real' | 'gone' | 'nowhere' {
  const { message, data } = ctx.callbackQuery ?? {};
  const { inGroups, onlyReads } = rulesOf(kind);
  if (message === undefined) return 'nowhere';
  const isPrivate = message.chat.type === 'private';
  if (!isPrivate && inGroups !== true) return 'nowhere';
  // Bot API, InaccessibleMessage: always 0, and nothing but the chat is told of it.
  if (message.date === 0) return isPrivate && onlyReads === true ? 'real' : 'nowhere';
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.some((button) => 'callback_data' in button && button.callback_data === data) ? 'real' : 'gone';
}
