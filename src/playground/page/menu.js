// @ts-check
import { $, pushButton } from './dom.js';

/** @type {HTMLElement | undefined} the button that opened the menu: the focus goes back to it */
let opener;

/**
 * Opens a menu above the composer; a second tap on its button closes it.
 * @param {HTMLElement} button
 * @param {readonly { label: string, act: () => void }[]} items
 */
export function toggleMenu(button, items) {
  const wasOpen = !$('menu').hidden && opener === button;
  closeMenu();
  if (wasOpen || items.length === 0) return;
  opener = button;
  button.setAttribute('aria-expanded', 'true');
  $('menu').replaceChildren(
    ...items.map(({ label, act }) =>
      pushButton('', label, () => {
        closeMenu();
        act();
      }),
    ),
  );
  $('menu').hidden = false;
  $('menu').querySelector('button').focus();
}

/** @returns {boolean} whether one was open */
export function closeMenu() {
  if ($('menu').hidden) return false;
  const hadFocus = $('menu').contains(document.activeElement);
  $('menu').hidden = true;
  opener?.setAttribute('aria-expanded', 'false');
  if (hadFocus) opener?.focus();
  return true;
}

$('menu').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...$('menu').children];
  const at = items.indexOf(document.activeElement);
  items.at((at + step) % items.length)?.focus();
});
document.addEventListener('pointerdown', (event) => {
  const target = /** @type {Node} */ (event.target);
  if (!$('menu').contains(target) && !opener?.contains(target)) closeMenu();
});
