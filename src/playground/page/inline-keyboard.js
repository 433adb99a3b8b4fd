// @ts-check
import { element, pushButton, withText } from './dom.js';

/**
 * @typedef {object} KeyboardActions
 * @property {string} botUsername
 * @property {(data: string) => Promise<void>} onPress never rejects
 * @property {(url: string) => boolean} onLink true when the page itself followed it
 * @property {(text: string) => void} onCopy
 * @property {(hint: string) => void} onHint for what only Telegram itself can do
 */

/** @param {any[][]} rows of Bot API InlineKeyboardButton @param {KeyboardActions} actions */
export function renderInlineKeyboard(rows, actions) {
  const grid = element('div', 'buttons');
  for (const row of rows) {
    const line = element('div', 'row');
    line.append(...row.map((button) => renderButton(button, actions)));
    grid.append(line);
  }
  return grid;
}

/** @param {any} button @param {KeyboardActions} actions */
function renderButton(button, actions) {
  const { text } = button;
  if (typeof button.callback_data === 'string') return callbackButton(button, actions);
  if (/^https?:/i.test(button.url ?? '')) return linkButton(button, actions);
  if (button.copy_text !== undefined) return pushButton('', text, () => actions.onCopy(button.copy_text.text));
  const query =
    button.switch_inline_query_current_chat ??
    button.switch_inline_query ??
    button.switch_inline_query_chosen_chat?.query;
  return pushButton('', text, () =>
    actions.onHint(
      query === undefined
        ? 'यह बटन केवल Telegram में चलता है।\nThis button works in Telegram only.'
        : `Telegram में यहाँ बातचीत चुनकर लिखा जाता है · Telegram would write into a chat of your choice:\n@${actions.botUsername} ${query}`,
    ),
  );
}

/** @param {any} button @param {KeyboardActions} actions */
function callbackButton(button, actions) {
  const node = pushButton('', button.text, () => {
    node.setAttribute('aria-busy', 'true');
    void actions.onPress(button.callback_data).then(() => node.removeAttribute('aria-busy'));
  });
  return node;
}

/** @param {any} button @param {KeyboardActions} actions */
function linkButton(button, actions) {
  const node = /** @type {HTMLAnchorElement} */ (withText('a', '', button.text));
  node.href = button.url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  node.addEventListener('click', (event) => actions.onLink(button.url) && event.preventDefault());
  return node;
}
