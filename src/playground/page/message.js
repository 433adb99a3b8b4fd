// @ts-check
import { renderText } from './entities.js';

/**
 * @typedef {object} Actions what a message can ask of the page
 * @property {(command: string) => void} onCommand
 * @property {(message: any, data: string) => Promise<void>} onPress
 * @property {(url: string) => boolean} onLink true when the page itself followed it
 */

const TIME = new Intl.DateTimeFormat('hi-IN', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
const MEDIA = /** @type {const} */ ({
  voice: '🎤 आवाज',
  sticker: '🙏 स्टिकर',
  photo: '🖼 फोटो',
  video: '🎬 वीडियो',
  document: '📄 फाइल',
  location: '📍 जगह',
  contact: '👤 संपर्क',
});

/**
 * @param {any} message Bot API Message
 * @param {number} me id of the person who looks
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function renderMessage(message, me, actions) {
  const box = element('article', `message${message.from?.id === me ? ' mine' : ''}`);
  box.dataset['id'] = String(message.message_id);
  const bubble = element('div', 'bubble');
  if (message.chat.type === 'group' && message.from?.id !== me)
    bubble.append(withText('div', 'name', message.from?.first_name || '—'));
  if (message.reply_to_message) bubble.append(withText('div', 'quote', textOf(message.reply_to_message)));
  for (const [kind, label] of Object.entries(MEDIA)) if (message[kind]) bubble.append(withText('div', 'media', label));
  if (message.text) bubble.append(renderText(message.text, message.entities ?? [], actions.onCommand));
  bubble.append(withText('span', 'meta', `${message.edit_date ? 'बदला · ' : ''}${TIME.format(message.date * 1000)}`));
  for (const link of bubble.querySelectorAll('a'))
    link.addEventListener('click', (event) => actions.onLink(link.href) && event.preventDefault());
  box.append(bubble);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows?.length > 0) box.append(renderButtons(message, rows, actions));
  return box;
}

/** @param {any} message @param {any[][]} rows @param {Actions} actions */
function renderButtons(message, rows, actions) {
  const grid = element('div', 'buttons');
  for (const row of rows) {
    const line = element('div', 'row');
    for (const button of row)
      line.append(button.url === undefined ? callbackButton(message, button, actions) : linkButton(button, actions));
    grid.append(line);
  }
  return grid;
}

/** @param {any} message @param {any} button @param {Actions} actions */
function callbackButton(message, button, actions) {
  const node = /** @type {HTMLButtonElement} */ (withText('button', '', button.text));
  node.type = 'button';
  node.addEventListener('click', () => {
    node.setAttribute('aria-busy', 'true');
    void actions.onPress(message, button.callback_data).then(() => node.removeAttribute('aria-busy'));
  });
  return node;
}

/** @param {any} button @param {Actions} actions */
function linkButton(button, actions) {
  const node = /** @type {HTMLAnchorElement} */ (withText('a', '', button.text));
  node.href = button.url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  node.addEventListener('click', (event) => actions.onLink(button.url) && event.preventDefault());
  return node;
}

/** @param {any} message @returns {string} a line that stands for the message */
export function textOf(message) {
  const media = Object.entries(MEDIA).find(([kind]) => message[kind]);
  return message.text ?? media?.[1] ?? '…';
}

/** @param {string} tag @param {string} className */
export function element(tag, className) {
  const node = document.createElement(tag);
  node.className = className;
  return node;
}

/** @param {string} tag @param {string} className @param {string} text */
export function withText(tag, className, text) {
  const node = element(tag, className);
  node.textContent = text;
  return node;
}
