import { GrammyError, type InlineKeyboard } from 'grammy';
import type { Rich } from '../answers/text.js';
import type { BotContext } from './context.js';

/**
 * Puts the text into the message of the button that was pressed. A second tap on the same button
 * changes nothing, which Telegram reports as an error; to the person it is none.
 */
export async function editOrIgnore(ctx: BotContext, text: Rich, keyboard: InlineKeyboard): Promise<void> {
  try {
    await ctx.editMessageText(text.text, {
      entities: text.entities,
      reply_markup: keyboard,
      link_preview_options: { is_disabled: true },
    });
  } catch (error) {
    if (
      !(
        error instanceof GrammyError &&
        error.error_code === 400 &&
        error.description.includes('message is not modified')
      )
    )
      throw error;
  }
}

/** Sends a text in the chat of the update, without a preview of the sources' pages. */
export async function say(ctx: BotContext, text: Rich, keyboard?: InlineKeyboard): Promise<void> {
  await ctx.reply(text.text, {
    entities: text.entities,
    link_preview_options: { is_disabled: true },
    ...(keyboard === undefined || keyboard.inline_keyboard.length === 0 ? {} : { reply_markup: keyboard }),
  });
}
