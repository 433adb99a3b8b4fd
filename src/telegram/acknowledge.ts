import { GrammyError } from 'grammy';
import type { BotContext } from './context.js';

/** What a person reads over the chat after a tap; at most 200 letters (Bot API, answerCallbackQuery.text). */
export interface Toast {
  readonly text: string;
  /** true: stays until it is closed */
  readonly alert?: true;
}

/**
 * Takes the clock off the button that was tapped. It comes last, when the tap has had its effect,
 * and cannot veto it: Telegram forgets a tap after a while (a restart or a dead network is longer),
 * and then what the person should read comes as a message. In a group nothing is said instead, so
 * that one person's words do not stand before all. Does nothing for an update that is no tap.
 */
export async function acknowledge(ctx: BotContext, toast?: Toast): Promise<void> {
  if (ctx.callbackQuery === undefined) return;
  try {
    // oxlint-disable-next-line no-restricted-properties -- the one place
    await ctx.answerCallbackQuery(toast === undefined ? {} : { text: toast.text, show_alert: toast.alert === true });
  } catch (error) {
    if (!isTooOld(error)) throw error;
    if (toast !== undefined && ctx.chat?.type === 'private') await ctx.reply(toast.text);
  }
}

/** Too old, or acknowledged already: Telegram tells them apart by nothing, and has no code for either. */
const isTooOld = (error: unknown): boolean =>
  error instanceof GrammyError &&
  error.error_code === 400 &&
  /query (is too old|id is invalid)/i.test(error.description);
