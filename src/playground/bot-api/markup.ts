import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyMarkup } from './types.js';
import { badRequest } from './errors.js';

// https://core.telegram.org/bots/api#inlinekeyboardbutton: exactly one of these besides the text
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'pay',
] as const;
// Not in the documentation; Telegram refuses more: https://core.telegram.org/type/KeyboardButtonRow
const MAX_BUTTONS = 100;
const MAX_IN_ROW = 8;

/** Checks a `reply_markup` as Telegram does. @throws {BotApiError} 400 with Telegram's words */
export function checkMarkup(markup: ReplyMarkup | undefined): ReplyMarkup | undefined {
  if (markup === undefined) return undefined;
  if ('inline_keyboard' in markup) checkInline(markup);
  if ('keyboard' in markup && markup.keyboard.flat().length > MAX_BUTTONS * 3) throw badRequest('too many buttons');
  if ('input_field_placeholder' in markup) {
    // https://core.telegram.org/bots/api#forcereply and #replykeyboardmarkup: 1-64 characters
    const placeholder = markup.input_field_placeholder;
    if (placeholder !== undefined && (placeholder.length < 1 || placeholder.length > 64))
      throw badRequest('input field placeholder is too long');
  }
  return markup;
}

function checkInline({ inline_keyboard: rows }: InlineKeyboardMarkup): void {
  if (rows.flat().length > MAX_BUTTONS || rows.some((row) => row.length > MAX_IN_ROW))
    throw badRequest('reply markup is too long');
  for (const button of rows.flat()) checkButton(button);
}

function checkButton(button: InlineKeyboardButton): void {
  if (typeof button.text !== 'string' || button.text.trim() === '')
    throw badRequest('text buttons are unallowed in the inline keyboard');
  const actions = ACTIONS.filter((action) => action in button);
  if (actions.length !== 1) throw badRequest("can't parse inline keyboard button: exactly one action must be used");
  if ('callback_data' in button) {
    // 1-64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  }
  if ('url' in button && !/^(?:https?|tg):\/\/./.test(button.url))
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
}
