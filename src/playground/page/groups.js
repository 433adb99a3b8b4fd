// @ts-check
import { post } from './api.js';
import { $ } from './dom.js';
import { attempt } from './notices.js';

/** Groups and channels: opening one, and taking the bot in or out of it. */

/** @param {any} place a chat of the state */
export const hasBot = ({ bot }) => bot === 'member' || bot === 'administrator';

/** In a channel its owner writes, the others read. @param {any} place @param {number} me */
export const mayWrite = ({ type, creator }, me) => type !== 'channel' || creator === me;

/** @param {any} place */
export const iconOf = ({ id, type }) => (id > 0 ? '🤖' : type === 'channel' ? '📢' : '👥');

/** @param {any} place @param {any} state @returns {string} what stands below the title */
export function describePlace(place, state) {
  if (place.id > 0) return `@${state.bot.username} · बॉट · bot`;
  const count = place.members.length;
  return hasBot(place) ? `${count} लोग और बॉट · people and the bot` : `${count} लोग, बॉट नहीं · people, no bot`;
}

/** @param {any} place the open chat @param {number} me */
export function showBotPlace(place, me) {
  const isInGroup = place.id < 0 && (place.type !== 'channel' || place.creator === me);
  $('bot-place').hidden = !isInGroup;
  $('bot-place').textContent = hasBot(place) ? 'बॉट को हटाइए · Remove bot' : 'बॉट को जोड़िए · Add bot';
}

/**
 * @param {() => { me: number, place: any, botId: number }} now
 * @param {(id: number) => void} onOpened a new group or channel
 */
export function listenToGroups(now, onOpened) {
  $('bot-place').addEventListener('click', () => {
    const { me, place, botId } = now();
    void attempt(() => post('member', { person: me, chat: place.id, who: botId, isIn: !hasBot(place) }));
  });
  $('new-group').addEventListener('click', () => $('group-dialog').showModal());
  $('group-cancel').addEventListener('click', () => $('group-dialog').close());
  $('group-form').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    void attempt(async () => {
      const title = $('group-title').value;
      const { id } = await post('group', { person: now().me, title, type: $('group-type').value });
      $('group-dialog').close();
      $('group-form').reset();
      onOpened(id);
    });
  });
}
