// @ts-check
import { element, pushButton, withText } from './dom.js';
import { renderText } from './entities.js';
import { renderInlineKeyboard } from './inline-keyboard.js';
import { mediaLine, renderMedia } from './media.js';
import { originLine, serviceLine } from './service.js';

/**
 * @typedef {object} Actions what a message can ask of the page
 * @property {string} botUsername
 * @property {(command: string) => void} onCommand
 * @property {(message: any, data: string) => Promise<void>} onPress
 * @property {(url: string) => boolean} onLink true when the page itself followed it
 * @property {(text: string) => void} onCopy
 * @property {(hint: string) => void} onHint
 * @property {(message: any, opener: HTMLElement) => void} onMenu
 */

const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
/**
 * @param {any} message Bot API Message
 * @param {number} me id of the person who looks
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function renderMessage(message, me, actions) {
  const service = serviceLine(message);
  if (service !== undefined) return renderService(message, service);
  const isMine = message.from?.id === me;
  const box = element('article', `message${isMine ? ' mine' : ''}`);
  box.dataset['id'] = String(message.message_id);
  const bubble = element('div', 'bubble');
  if (message.chat.type !== 'private' && !isMine) bubble.append(withText('div', 'name', nameOf(message)));
  if (message.forward_origin) bubble.append(withText('div', 'forwarded', originLine(message.forward_origin)));
  if (message.reply_to_message) bubble.append(renderQuote(message.reply_to_message));
  const media = renderMedia(message);
  if (media !== undefined) bubble.append(media);
  bubble.append(
    renderText(
      message.text ?? message.caption ?? '',
      message.entities ?? message.caption_entities ?? [],
      actions.onCommand,
    ),
    renderMeta(message, actions),
  );
  for (const link of bubble.querySelectorAll('a'))
    link.addEventListener('click', (event) => actions.onLink(link.href) && event.preventDefault());
  box.append(bubble);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows?.length > 0)
    box.append(renderInlineKeyboard(rows, { ...actions, onPress: (data) => actions.onPress(message, data) }));
  return box;
}

/** @param {any} message @param {string} line */
function renderService(message, line) {
  const box = element('article', 'service');
  box.dataset['id'] = String(message.message_id);
  box.append(withText('span', '', line));
  return box;
}

/** @param {any} original */
function renderQuote(original) {
  const quote = element('div', 'quote');
  quote.append(withText('div', 'name', nameOf(original)), lineOf(original));
  return quote;
}

/** The time, which opens the message's menu. @param {any} message @param {Actions} actions */
function renderMeta(message, actions) {
  const edited = message.edit_date === undefined ? '' : 'बदला · edited ';
  const time = TIME.format(message.date * 1000);
  const node = pushButton('meta', `${edited}${time} ⋮`, () => actions.onMenu(message, node));
  node.setAttribute('aria-label', `${edited}${time}, संदेश का मेनू · message menu`);
  node.setAttribute('aria-haspopup', 'true');
  node.setAttribute('aria-expanded', 'false');
  return node;
}

/** In a channel nobody but the channel itself speaks. @param {any} message @returns {string} */
const nameOf = ({ from, sender_chat: chat }) => from?.first_name || chat?.title || '—';

/** @param {any} message @returns {string} a line that stands for the message */
export function lineOf(message) {
  return message.text ?? message.caption ?? mediaLine(message) ?? serviceLine(message) ?? '…';
}
