// @ts-check
import { $ } from './dom.js';

/** Nearer to the end than this counts as being there, in CSS pixels. */
const NEAR_END = 80;
let follows = true;

/** Empties the list before another chat is shown. */
export function clearLog() {
  $('log').replaceChildren();
  $('to-end').hidden = true;
  follows = true;
}

/**
 * Puts a new message at the end, or the new state of an old one in its place.
 * @param {HTMLElement} node @param {boolean} isMine
 */
export function putNode(node, isMine) {
  const log = $('log');
  const before = nodeOf(Number(node.dataset['id']));
  const hadFocus = before?.contains(document.activeElement) ?? false;
  if (before) before.replaceWith(node);
  else log.append(node);
  // An edit takes the pressed button away; the keyboard's user goes on from its successor.
  if (hadFocus) {
    const next = node.querySelector('.buttons button') ?? node.querySelector('.meta');
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }
  if (node !== log.lastElementChild) return;
  if (isMine && !before) scrollToEnd();
  // The first line is the answer: of a message taller than the screen, its top is shown.
  else if (follows) log.scrollTop = Math.min(log.scrollHeight, node.offsetTop - 8);
  else if (!before) $('to-end').hidden = false;
}

/** @param {number} messageId */
export function removeNode(messageId) {
  nodeOf(messageId)?.remove();
}

export function scrollToEnd() {
  $('log').scrollTop = $('log').scrollHeight;
  follows = true;
}

/** @param {number} messageId @returns {HTMLElement | null} */
const nodeOf = (messageId) => $('log').querySelector(`[data-id="${messageId}"]`);

let height = 0;
$('log').addEventListener('scroll', () => {
  const { scrollHeight, scrollTop, clientHeight } = $('log');
  const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
  // A scroll that comes together with another height is the layout's, not the reader's.
  if (isNearEnd || clientHeight === height) follows = isNearEnd;
  if (follows) $('to-end').hidden = true;
});
$('to-end').addEventListener('click', scrollToEnd);
// A keyboard that opens below takes height away; who was at the end stays there.
new ResizeObserver(() => {
  height = $('log').clientHeight;
  if (follows) scrollToEnd();
}).observe($('log'));
