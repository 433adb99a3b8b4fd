// @ts-check
import { element, withText } from './dom.js';

/** What a message carries besides text, as a line and as something to look at or listen to. */

/** @type {Readonly<Record<string, (content: any) => string>>} */
const LINES = {
  voice: ({ duration }) => `🎤 आवाज · voice, ${duration} s`,
  sticker: ({ emoji }) => `${emoji ?? ''} स्टिकर · sticker`,
  photo: () => '🖼 फोटो · photo',
  video: () => '🎬 वीडियो · video',
  document: (content) => `📄 ${content.file_name ?? 'फाइल · file'}`,
  location: ({ latitude, longitude }) => `📍 जगह · location ${latitude}, ${longitude}`,
  contact: ({ first_name: name }) => `👤 संपर्क · contact: ${name}`,
};

/** @param {any} message Bot API Message @returns {string | undefined} */
export function mediaLine(message) {
  const found = Object.entries(LINES).find(([kind]) => message[kind] !== undefined);
  return found?.[1](message[found[0]]);
}

/** @param {any} message Bot API Message @returns {HTMLElement | undefined} undefined when there is nothing but text */
export function renderMedia(message) {
  if (message.photo !== undefined) return renderPhoto(message.photo.at(-1));
  if (message.video !== undefined) return renderPlayer('video', message.video);
  if (message.voice !== undefined) return renderPlayer('audio', message.voice);
  if (message.document !== undefined) return renderDocument(message.document);
  const line = mediaLine(message);
  return line === undefined ? undefined : withText('div', 'media', line);
}

/** @param {any} size Bot API PhotoSize */
function renderPhoto({ file_id: id, width, height }) {
  const picture = /** @type {HTMLImageElement} */ (element('img', 'photo'));
  picture.src = addressOf(id);
  picture.alt = 'फोटो · photo';
  // Known before it is loaded, so that nothing below jumps.
  picture.width = width;
  picture.height = height;
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'photo-link'));
  link.href = addressOf(id);
  link.target = '_blank';
  link.append(picture);
  return link;
}

/** @param {'audio' | 'video'} tag @param {any} content Bot API Video or Voice */
function renderPlayer(tag, { file_id: id, file_size: bytes }) {
  const player = /** @type {HTMLMediaElement} */ (element(tag, 'player'));
  player.controls = true;
  player.preload = tag === 'video' ? 'metadata' : 'none';
  player.src = addressOf(id);
  player.setAttribute('aria-label', `${tag === 'video' ? 'वीडियो · video' : 'आवाज · voice'}, ${sizeOf(bytes)}`);
  return player;
}

/** @param {any} content Bot API Document */
function renderDocument({ file_id: id, file_name: name, file_size: bytes }) {
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'document'));
  link.href = addressOf(id);
  link.download = name ?? 'file';
  const words = element('span', 'document-words');
  words.append(
    withText('span', 'document-name', name ?? 'फाइल · file'),
    withText('span', 'document-size', sizeOf(bytes)),
  );
  link.append(withText('span', 'document-icon', '📄'), words);
  return link;
}

/** @param {string} fileId */
const addressOf = (fileId) => `/playground/file/${encodeURIComponent(fileId)}`;

/** @param {number | undefined} bytes @returns {string} */
export function sizeOf(bytes = 0) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
