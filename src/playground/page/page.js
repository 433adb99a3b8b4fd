// @ts-check
import { get, post, upload, watch } from './api.js';
import { attachItems, listenToFiles } from './attach.js';
import { isMine, showBlocked, showChats, showHeader, showPeople, showTyping } from './chats.js';
import { listenToComposer, setText, writeCaption, writeEdit, writeNew, writeReply } from './composer.js';
import { showCrowd } from './crowd.js';
import { $ } from './dom.js';
import { listenToGroups, mayWrite, showBotPlace } from './groups.js';
import { payloadOf, readLink } from './links.js';
import { clearLog, putNode, removeNode, scrollToEnd } from './log.js';
import { foldMarkup, NO_MARKUP } from './markup.js';
import { closeMenu, toggleMenu } from './menu.js';
import { lineOf, renderMessage } from './message.js';
import { attempt, copy, offerToShare, tell, toast } from './notices.js';
import { showReplyKeyboard } from './reply-keyboard.js';

const REFRESH_AFTER_MS = 100;

let state = await get('state');
/** @type {number} who one was before the page was read again, as long as the tab is open */
let me = (
  state.people.find((/** @type {any} */ { id }) => String(id) === sessionStorage.getItem('person')) ?? state.people[0]
).id;
let chat = me;
/** @type {Map<number, number>} new messages in chats that are not open */
const unread = new Map();
/** @type {Map<number, any>} messages of the open chat by id */
let messages = new Map();
let markup = NO_MARKUP;
/** @type {(() => void)[] | undefined} what happened while the open chat was being read; undefined when it is read */
let waiting;
let loads = 0;

/** @param {number} chatId @param {() => void} act */
function happen(chatId, act) {
  if (chatId !== chat) return;
  if (waiting) waiting.push(act);
  else act();
}
watch({
  // After a lost connection too: what was missed is read again.
  open: () => {
    $('stopped').hidden = true;
    void load();
  },
  lost: () => ($('stopped').hidden = false),
  message: ({ chatId, message }) => {
    happen(chatId, () => arrive(message));
    if (chatId === chat) return;
    unread.set(chatId, (unread.get(chatId) ?? 0) + 1);
    showPlaces();
  },
  edit: ({ chatId, message }) => happen(chatId, () => put(message)),
  delete: ({ chatId, messageId }) =>
    happen(chatId, () => {
      messages.delete(messageId);
      removeNode(messageId);
    }),
  typing: ({ chatId }) => happen(chatId, () => showTyping(true)),
  places: () => {
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(() => void refresh(), REFRESH_AFTER_MS);
  },
});
let refreshTimer = 0;

/** People or chats have changed. */
async function refresh() {
  await attempt(async () => {
    state = await get('state');
    showPlaces();
  });
}

const placeOf = (/** @type {number} */ id) => state.chats.find((/** @type {any} */ place) => place.id === id);
const personOf = (/** @type {number} */ id) => state.people.find((/** @type {any} */ person) => person.id === id);

/** Reads the open chat from the beginning. */
async function load() {
  const token = ++loads;
  waiting = [];
  /** @type {any[]} */
  let history = [];
  await attempt(async () => (history = await get(`messages?chat=${chat}`)));
  if (token !== loads) return;
  clearLog();
  messages = new Map();
  markup = NO_MARKUP;
  $('log').setAttribute('aria-busy', 'true');
  for (const message of history) {
    markup = foldMarkup(markup, message, me);
    put(message);
  }
  $('log').setAttribute('aria-busy', 'false');
  scrollToEnd();
  for (const act of waiting.splice(0)) act();
  waiting = undefined;
  $('start').hidden = messages.size > 0 || chat < 0;
  applyMarkup();
}

/** @param {number} id */
async function openChat(id) {
  chat = id;
  unread.delete(id);
  writeNew();
  setText('');
  closeMenu();
  showPlaces();
  await load();
}

function showPlaces() {
  showPeople(state, me, unread);
  showChats(state, me, chat, unread, (id) => void openChat(id));
  const place = placeOf(chat);
  showHeader(state, place);
  showBlocked(chat > 0 && personOf(me).blocked, chat > 0, mayWrite(place, me));
  showBotPlace(place, me);
  showCrowd(personOf(me).kind === 'administrator');
}

/** A message that is new. @param {any} message */
function arrive(message) {
  put(message);
  if (message.from?.id === state.bot.id) showTyping(false);
  const before = markup;
  markup = foldMarkup(markup, message, me);
  if (markup === before) return;
  if (before.forced && !markup.forced) writeNew();
  applyMarkup();
}

/** A message, new or changed. @param {any} message */
function put(message) {
  messages.set(message.message_id, message);
  $('start').hidden = true;
  const node = renderMessage(message, me, {
    botUsername: state.bot.username,
    onCommand: (command) => void send(command),
    onPress: press,
    onLink: followInside,
    onCopy: (text) => void copy(text),
    onHint: tell,
    onMenu: openMessageMenu,
  });
  putNode(node, message.from?.id === me);
}

function applyMarkup() {
  showReplyKeyboard(markup.keyboard, markup.isUsed, tapKey);
  if (markup.forced) writeReply(markup.forced, markup.forced.reply_markup.input_field_placeholder);
}

/** @param {any} button of a reply keyboard */
function tapKey(button) {
  if (button.request_contact) void sendMedia('contact');
  else if (button.request_location) void sendMedia('location');
  else void send(button.text);
  // The tapped key may have gone.
  $('log').focus();
}

/** @param {string} text @param {import('./composer.js').Purpose} [purpose] */
async function send(text, purpose = { kind: 'new' }) {
  const isSent = await attempt(() => hand(text, purpose));
  if (isSent && purpose.kind !== 'new') writeNew();
  if (isSent) scrollToEnd();
  return isSent;
}

/** @param {string} text @param {import('./composer.js').Purpose} purpose */
function hand(text, purpose) {
  const place = { person: me, chat };
  if (purpose.kind === 'edit') return post('edit', { ...place, message: purpose.message.message_id, text });
  if (purpose.kind === 'file') return upload({ ...place, kind: purpose.as, caption: text }, purpose.file);
  return post('send', {
    ...place,
    text,
    ...(purpose.kind === 'reply' ? { replyTo: purpose.message.message_id } : {}),
  });
}

/** @param {string} kind */
const sendMedia = (kind) => attempt(() => post('media', { person: me, chat, kind }));

/** @param {any} message @param {string} data */
async function press(message, data) {
  await attempt(async () => {
    const answer = await post('press', { person: me, chat, message: message.message_id, data });
    if (answer.url && !followInside(answer.url)) window.open(answer.url, '_blank', 'noopener');
    if (answer.text && answer.alert) tell(answer.text);
    else if (answer.text) toast(answer.text);
  });
}

/** Links to the bot itself and Telegram's share dialog open inside. @param {string} address @returns {boolean} */
function followInside(address) {
  const link = readLink(address, state.bot.username);
  if (link.kind === 'share') offerToShare(link.text);
  if (link.kind === 'group') tell('Telegram में यहाँ समूह चुना जाता है।\nTelegram would ask which group to add the bot to.');
  if (link.kind === 'start') void start(link.payload);
  return link.kind !== 'outside';
}

/** @param {string} payload */
async function start(payload) {
  if (chat !== me) await openChat(me);
  await send(`/start ${payload}`.trim());
}

/** @param {any} message @param {HTMLElement} opener */
function openMessageMenu(message, opener) {
  toggleMenu(opener, [
    { label: '↩ जवाब दीजिए · Reply', act: () => writeReply(message) },
    { label: '⧉ कॉपी · Copy', act: () => void copy(lineOf(message)) },
    ...((message.from?.id === me || message.sender_chat !== undefined) &&
    message.text !== undefined &&
    mayWrite(placeOf(chat), me)
      ? [{ label: '✎ बदलिए · Edit', act: () => writeEdit(message) }]
      : []),
  ]);
}

function editLast() {
  const mine = [...messages.values()].findLast(({ from, text }) => from?.id === me && text !== undefined);
  if (mine !== undefined) writeEdit(mine);
}

/** @param {boolean} isBlocked */
async function block(isBlocked) {
  if (await attempt(() => post('block', { person: me, blocked: isBlocked }))) await refresh();
}

listenToComposer(send, editLast);
$('person').addEventListener('change', () => {
  me = Number($('person').value);
  sessionStorage.setItem('person', String(me));
  void openChat(isMine(placeOf(chat), me) ? chat : me);
});
listenToGroups(
  () => ({ me, place: placeOf(chat), botId: state.bot.id }),
  (id) => void refresh().then(() => openChat(id)),
);
$('commands').addEventListener('click', () =>
  attempt(async () => {
    const commands = await get(`commands?person=${me}&chat=${chat}`);
    if (commands.length === 0) toast('यहाँ कोई आदेश नहीं है · no commands here');
    toggleMenu(
      $('commands'),
      commands.map((/** @type {any} */ { command, description }) => ({
        label: `/${command} · ${description}`,
        act: () => void send(`/${command}`),
      })),
    );
  }),
);
$('attach').addEventListener('click', () =>
  toggleMenu(
    $('attach'),
    attachItems((kind) => void sendMedia(kind)),
  ),
);
listenToFiles(writeCaption);
$('start').addEventListener('click', () => {
  $('log').focus();
  void send('/start');
});
$('block').addEventListener('click', () => void block(true));
$('unblock').addEventListener('click', () => void block(false));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || $('dialog').open || closeMenu()) return;
  writeNew();
  $('text').focus();
});

document.title = `${placeOf(chat).title} · प्लेग्राउंड`;
const payload = payloadOf(location);
await openChat(me);
if (payload !== undefined) {
  history.replaceState(null, '', '/');
  await send(`/start ${payload}`);
}
$('text').focus();
