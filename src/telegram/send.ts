import { GrammyError, type InlineKeyboard } from 'grammy';
import type { Rich } from '../answers/text.js';
import type { BotContext } from './context.js';

/**
 * Puts the text into the message of the button that was pressed; when that message is gone, it is sent anew.
 * A second tap on the same button changes nothing, which Telegram reports as an error; to the person it is none.
 */
export async function editOrIgnore(ctx: BotContext, text: Rich, keyboard: InlineKeyboard): Promise<void> {
  if (ctx.msgId !== undefined && (await edited(ctx, ctx.msgId, text, keyboard))) return;
  await say(ctx, text, keyboard);
}

/** @returns false when the message is there no more, or cannot be changed any more */
async function edited(ctx: BotContext, messageId: number, text: Rich, keyboard: InlineKeyboard): Promise<boolean> {
  try {
    await ctx.api.editMessageText(ctx.chatId ?? 0, messageId, text.text, {
      ...look(text),
      reply_markup: keyboard,
    });
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/.test(error.description)) return false;
    if (!error.description.includes('message is not modified')) throw error;
  }
  return true;
}

/** Without a preview of the sources' pages. */
const look = (text: Rich, keyboard?: InlineKeyboard) => ({
  entities: text.entities,
  link_preview_options: { is_disabled: true },
  ...(keyboard === undefined || keyboard.inline_keyboard.length === 0 ? {} : { reply_markup: keyboard }),
});

/**
 * Answers what the update says: in a group as a reply. Whoever put a question right gets the answer to it put
 * right, not a second one below.
 */
export async function answer(ctx: BotContext, text: Rich, keyboard: InlineKeyboard): Promise<void> {
  const question = ctx.said === undefined ? undefined : (ctx.message ?? ctx.editedMessage);
  const before = question === undefined || ctx.said?.danger !== undefined ? undefined : ctx.heard.answerTo(question);
  if (before !== undefined && (await edited(ctx, before, text, keyboard))) return;
  const sent = await ctx.reply(text.text, {
    ...look(text, keyboard),
    ...(question === undefined || question.chat.type === 'private'
      ? {}
      : { reply_parameters: { message_id: question.message_id, allow_sending_without_reply: true } }),
  });
  if (question !== undefined) ctx.heard.answered(question, sent.message_id);
}

/** Sends a text in the chat of the update. */
export async function say(ctx: BotContext, text: Rich, keyboard?: InlineKeyboard): Promise<void> {
  await ctx.reply(text.text, look(text, keyboard));
}
