import { GrammyError } from 'grammy';
import type { Delivery } from '../../delivery/delivery.js';
import type { BotContext } from '../../telegram/context.js';
import { statusKeyboard, statusText } from './progress.js';

/** Shows how far a broadcast is in a new message down here, from now on. */
export async function showHere(ctx: BotContext, delivery: Delivery, id: string): Promise<void> {
  const status = await delivery.status(id);
  if (status === undefined) return;
  const text = statusText(status, ctx.t, ctx.language);
  const sent = await ctx.reply(text.text, { entities: text.entities, reply_markup: statusKeyboard(status, ctx.t) });
  await delivery.showIn(id, { chatId: sent.chat.id, messageId: sent.message_id });
}

/** Takes the buttons off the message that was pressed: it has been answered. */
export async function takeButtonsOff(ctx: BotContext): Promise<void> {
  await unlessRefused(ctx.editMessageReplyMarkup());
}

/** @returns false when Telegram refuses it: the message is gone, or says so already */
export async function unlessRefused(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return false;
    throw error;
  }
}
