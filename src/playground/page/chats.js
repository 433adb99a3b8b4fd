// @ts-check
import { $, pushButton } from './dom.js';
import { describePlace, iconOf } from './groups.js';

/** Who one is, which chats there are, and what stands above the open one. */

const KINDS = {
  citizen: 'नागरिक · citizen',
  influencer: 'इन्फ्लुएंसर · influencer',
  administrator: 'प्रशासक · administrator',
};
/** Telegram's clients show a chat action for 5 s: https://core.telegram.org/bots/api#sendchataction */
const TYPING_MS = 5000;
let subtitle = '';
let typingTimer = 0;

/** @param {any} state @param {number} me @param {ReadonlyMap<number, number>} unread */
export function showPeople(state, me, unread) {
  for (const [index, { id, firstName, kind }] of state.people.entries()) {
    // Kept, not made anew: the list may be open just now.
    const option = $('person').options[index] ?? document.createElement('option');
    if (option.value !== String(id)) option.value = String(id);
    const label = `${firstName} · ${KINDS[/** @type {keyof typeof KINDS} */ (kind)]}${mark(unread.get(id))}`;
    if (option.textContent !== label) option.textContent = label;
    if (option.parentNode === null) $('person').append(option);
  }
  $('person').value = String(me);
}

/**
 * @param {any} state @param {number} me @param {number} open
 * @param {ReadonlyMap<number, number>} unread
 * @param {(id: number) => void} onOpen
 */
export function showChats(state, me, open, unread, onOpen) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset['chat'];
  $('chats').replaceChildren(
    ...state.chats
      .filter((/** @type {any} */ place) => isMine(place, me))
      .map((/** @type {any} */ place) => {
        const { id, title } = place;
        const button = pushButton('', `${iconOf(place)} ${title}${mark(unread.get(id))}`, () => onOpen(id));
        button.dataset['chat'] = String(id);
        button.setAttribute('aria-current', String(id === open));
        return button;
      }),
  );
  if (focused !== undefined) $('chats').querySelector(`[data-chat="${focused}"]`)?.focus();
}

/** @param {number | undefined} count */
const mark = (count) => (count === undefined ? '' : ` (${count})`);

/** Whether it is one of the chats of a person. @param {any} place @param {number} me @returns {boolean} */
export const isMine = ({ id, members }, me) => id === me || members?.includes(me) === true;

/** @param {any} state @param {any} place the open chat */
export function showHeader(state, place) {
  $('title').textContent = place.title;
  subtitle = describePlace(place, state);
  showTyping(false);
}

/** @param {boolean} isTyping */
export function showTyping(isTyping) {
  clearTimeout(typingTimer);
  $('subtitle').textContent = isTyping ? 'लिख रहा है… · typing…' : subtitle;
  if (isTyping) typingTimer = setTimeout(() => showTyping(false), TYPING_MS);
}

/**
 * @param {boolean} isBlocked @param {boolean} isPrivate only the bot of one's own chat can be blocked
 * @param {boolean} canWrite
 */
export function showBlocked(isBlocked, isPrivate, canWrite) {
  $('block').hidden = !isPrivate || isBlocked;
  $('unblock').hidden = !isBlocked;
  $('composer').hidden = isBlocked || !canWrite;
}
