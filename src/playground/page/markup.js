// @ts-check
/**
 * What the bot's messages ask of the place where one writes: a keyboard of ready answers, or an
 * answer to one message. It belongs to the chat and is folded from its messages, oldest first.
 * @typedef {{ keyboard?: any, isUsed: boolean, forced?: any }} ChatMarkup
 *   keyboard: Bot API ReplyKeyboardMarkup · isUsed: a one-time keyboard that was tapped ·
 *   forced: the message that waits for a reply
 */

/** @type {ChatMarkup} */
export const NO_MARKUP = { isUsed: false };

/**
 * @param {ChatMarkup} before @param {any} message Bot API Message @param {number} me
 * @returns {ChatMarkup} the same object when nothing changed
 */
export function foldMarkup(before, message, me) {
  if (message.from?.id === me) {
    const isUsed = before.isUsed || before.keyboard?.one_time_keyboard === true;
    if (before.forced === undefined && isUsed === before.isUsed) return before;
    const { forced: _answered, ...rest } = before;
    return { ...rest, isUsed };
  }
  const markup = message.reply_markup;
  if (markup === undefined || markup.inline_keyboard !== undefined) return before;
  // https://core.telegram.org/bots/api#forcereply: `selective` is for the person who is replied to
  if (markup.selective === true && message.reply_to_message?.from?.id !== me && message.chat.id !== me) return before;
  if (markup.keyboard !== undefined) return { keyboard: markup, isUsed: false };
  if (markup.remove_keyboard === true) return NO_MARKUP;
  return markup.force_reply === true ? { ...before, forced: message } : before;
}
