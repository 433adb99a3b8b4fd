// @ts-check
import { $, element, pushButton } from './dom.js';

/**
 * Shows a reply keyboard, or none.
 * @param {any} markup Bot API ReplyKeyboardMarkup or undefined
 * @param {boolean} isUsed a one-time keyboard that was tapped: its button brings it back
 * @param {(button: any) => void} onTap
 */
export function showReplyKeyboard(markup, isUsed, onTap) {
  const rows = markup?.keyboard ?? [];
  $('keyboard').hidden = rows.length === 0 || markup.is_persistent === true;
  setOpen(rows.length > 0 && !isUsed);
  $('reply-keyboard').classList.toggle('tall', markup !== undefined && markup.resize_keyboard !== true);
  const grid = element('div', 'buttons');
  for (const row of rows) {
    const line = element('div', 'row');
    for (const entry of row) {
      const button = typeof entry === 'string' ? { text: entry } : entry;
      line.append(pushButton('', button.text, () => onTap(button)));
    }
    grid.append(line);
  }
  $('reply-keyboard').replaceChildren(grid);
}

/** @param {boolean} isOpen */
function setOpen(isOpen) {
  $('reply-keyboard').hidden = !isOpen;
  $('keyboard').setAttribute('aria-expanded', String(isOpen));
}

$('keyboard').addEventListener('click', () => setOpen($('reply-keyboard').hidden));
