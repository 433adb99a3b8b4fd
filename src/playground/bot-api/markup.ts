import { badRequest } from './errors.js';
import { checkLink } from './links.js';
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyMarkup } from './types.js';

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
  'callback_game',
  'pay',
] as const;
// Not in the documentation; Telegram refuses more: https://core.telegram.org/method/messages.sendMessage, REPLY_MARKUP_TOO_LONG
const MAX_BUTTONS = 100;
const MAX_IN_ROW = 8;
const MAX_KEYS = 300;

/** Checks a `reply_markup` as Telegram does. @throws {BotApiError} 400 with Telegram's words */
export function checkMarkup(markup: ReplyMarkup | undefined): ReplyMarkup | undefined {
  if (markup === undefined) return undefined;
  if (typeof markup !== 'object' || markup === null) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in markup) checkInline(markup);
  if ('keyboard' in markup) checkKeys(markup.keyboard);
  if ('input_field_placeholder' in markup) {
    // https://core.telegram.org/bots/api#forcereply and #replykeyboardmarkup: 1-64 characters
    const placeholder = markup.input_field_placeholder;
    if (placeholder !== undefined && (placeholder.length < 1 || placeholder.length > 64))
      throw badRequest('input field placeholder is too long');
  }
  return markup;
}

/** Edits take inline keyboards only: https://core.telegram.org/bots/api#editmessagetext */
export function checkInlineMarkup(markup: ReplyMarkup | undefined): ReplyMarkup | undefined {
  const checked = checkMarkup(markup);
  if (checked !== undefined && !('inline_keyboard' in checked)) throw badRequest('inline keyboard expected');
  return checked;
}

function checkInline({ inline_keyboard: rows }: InlineKeyboardMarkup): void {
  const buttons = flatten(rows, 'inline_keyboard');
  if (buttons.length > MAX_BUTTONS || rows.some((row) => row.length > MAX_IN_ROW))
    throw badRequest('reply markup is too long');
  for (const button of buttons) checkButton(button);
}

function checkButton(button: InlineKeyboardButton): void {
  if (typeof button?.text !== 'string')
    throw badRequest('can\'t parse inline keyboard button: Can\'t find field "text"');
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  const actions = ACTIONS.filter((action) => action in button);
  if (actions.length > 1) throw badRequest("can't parse inline keyboard button: exactly one action must be used");
  if (actions.length === 0 || ('callback_data' in button && button.callback_data === ''))
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  // 1-64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
  if ('callback_data' in button && Buffer.byteLength(button.callback_data) > 64)
    throw badRequest('BUTTON_DATA_INVALID');
  if ('url' in button) checkLink(button.url, 'inline keyboard button');
  // 1-256 characters: https://core.telegram.org/bots/api#copytextbutton
  if ('copy_text' in button && (button.copy_text.text.length < 1 || button.copy_text.text.length > 256))
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
}

/** https://core.telegram.org/bots/api#keyboardbutton: an object with a text, or the text alone */
function checkKeys(rows: readonly (readonly (string | { text: string })[])[]): void {
  const keys = flatten(rows, 'keyboard');
  if (keys.length > MAX_KEYS) throw badRequest('reply markup is too long');
  for (const key of keys) {
    const text = typeof key === 'string' ? key : key?.text;
    if (typeof text !== 'string' || text.trim() === '') throw badRequest('keyboard button text must be non-empty');
  }
}

function flatten<T>(rows: readonly (readonly T[])[], field: string): T[] {
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row)))
    throw badRequest(`field "${field}" of the reply markup must be an Array of Arrays`);
  return rows.flat() as T[];
}
