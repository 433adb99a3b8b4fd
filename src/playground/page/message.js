// @ts-check
import { element, pushButton, withText } from './dom.js';
import { renderText } from './entities.js';
import { renderInlineKeyboard } from './inline-keyboard.js';

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
/** @type {Readonly<Record<string, (content: any) => string>>} */
const MEDIA = {
  voice: ({ duration }) => `🎤 आवाज · voice, ${duration} s`,
  sticker: ({ emoji }) => `${emoji ?? ''} स्टिकर · sticker`,
  photo: () => '🖼 फोटो · photo',
  video: () => '🎬 वीडियो · video',
  document: (content) => `📄 ${content.file_name ?? 'फाइल · file'}`,
  location: ({ latitude, longitude }) => `📍 जगह · location ${latitude}, ${longitude}`,
  contact: ({ first_name: name }) => `👤 संपर्क · contact: ${name}`,
};

/**
 * @param {any} message Bot API Message
 * @param {number} me id of the person who looks
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function renderMessage(message, me, actions) {
  const isMine = message.from?.id === me;
  const box = element('article', `message${isMine ? ' mine' : ''}`);
  box.dataset['id'] = String(message.message_id);
  const bubble = element('div', 'bubble');
  if (message.chat.type === 'group' && !isMine) bubble.append(withText('div', 'name', nameOf(message)));
  if (message.forward_origin) bubble.append(withText('div', 'forwarded', 'आगे भेजा हुआ · forwarded'));
  if (message.reply_to_message) bubble.append(renderQuote(message.reply_to_message));
  const media = mediaOf(message);
  if (media !== undefined) bubble.append(withText('div', 'media', media));
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

/** @param {any} message @returns {string} */
const nameOf = ({ from }) => from?.first_name || '—';

/** @param {any} message @returns {string | undefined} */
function mediaOf(message) {
  const found = Object.entries(MEDIA).find(([kind]) => message[kind] !== undefined);
  return found?.[1](message[found[0]]);
}

/** @param {any} message @returns {string} a line that stands for the message */
export function lineOf(message) {
  return message.text ?? message.caption ?? mediaOf(message) ?? '…';
}
