// @ts-check
import { $ } from './dom.js';
import { sizeOf } from './media.js';
import { lineOf } from './message.js';

/**
 * @typedef {{ kind: 'new' } | { kind: 'reply', message: any } | { kind: 'edit', message: any } |
 *   { kind: 'file', file: File, as: import('./attach.js').FileKind }} Purpose what the text is for; of a file: its caption
 */
const PLACEHOLDER = 'अपना सवाल लिखिए…';
const CAPTION_PLACEHOLDER = 'साथ में कुछ लिखिए…';

/** @type {Purpose} */
let purpose = { kind: 'new' };

export function writeNew() {
  // The text of a message that is no longer edited is not a new one.
  if (purpose.kind === 'edit') setText('');
  setPurpose({ kind: 'new' }, '', PLACEHOLDER);
}

/** @param {any} message @param {string} [placeholder] */
export function writeReply(message, placeholder = PLACEHOLDER) {
  if (purpose.kind === 'edit') setText('');
  setPurpose({ kind: 'reply', message }, `↩ ${lineOf(message)}`, placeholder);
  $('text').focus();
}

/** @param {any} message one's own */
export function writeEdit(message) {
  setPurpose({ kind: 'edit', message }, `✎ बदलिए · edit: ${lineOf(message)}`, PLACEHOLDER);
  setText(message.text ?? '');
  $('text').focus();
}

/** A text that is being written becomes the caption. @param {File} file @param {import('./attach.js').FileKind} as */
export function writeCaption(file, as) {
  if (purpose.kind === 'edit') setText('');
  setPurpose({ kind: 'file', file, as }, `📎 ${file.name} · ${sizeOf(file.size)}`, CAPTION_PLACEHOLDER);
  $('text').focus();
}

/** @param {Purpose} next @param {string} line @param {string} placeholder */
function setPurpose(next, line, placeholder) {
  purpose = next;
  $('reply-bar').hidden = next.kind === 'new';
  $('reply-text').textContent = line;
  $('text').placeholder = placeholder;
}

/** @param {string} text */
export function setText(text) {
  $('text').value = text;
  grow();
}

function grow() {
  $('text').style.height = 'auto';
  $('text').style.height = `${$('text').scrollHeight + 2}px`;
}

/**
 * @param {(text: string, purpose: Purpose) => Promise<boolean>} send false when it did not go: the text stays
 * @param {() => void} onArrowUp in an empty field
 */
export function listenToComposer(send, onArrowUp) {
  let isSending = false;
  $('composer').addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = $('text').value.trim();
    if ((text === '' && purpose.kind !== 'file') || isSending) return;
    isSending = true;
    const isSent = await send(text, purpose);
    isSending = false;
    if (isSent && $('text').value.trim() === text) setText('');
  });
  $('text').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $('composer').requestSubmit();
    }
    if (event.key === 'ArrowUp' && $('text').value === '') {
      event.preventDefault();
      onArrowUp();
    }
  });
  $('text').addEventListener('input', grow);
  $('reply-cancel').addEventListener('click', () => {
    writeNew();
    $('text').focus();
  });
}
