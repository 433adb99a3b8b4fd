// @ts-check
import { get, post, watch } from './api.js';
import { renderMessage, textOf, withText } from './message.js';

/** @param {string} id @returns {any} */
const $ = (id) => document.getElementById(id);
const KINDS = {
  citizen: 'नागरिक · citizen',
  influencer: 'इन्फ्लुएंसर · influencer',
  administrator: 'प्रशासक · administrator',
};
const MEDIA = {
  photo: '🖼 फोटो',
  voice: '🎤 आवाज',
  sticker: '🙏 स्टिकर',
  location: '📍 जगह',
  contact: '👤 संपर्क',
  document: '📄 फाइल',
};
const TOAST_MS = 3500;

let state = await get('state');
let me = state.people[0].id;
let chat = me;
let blocked = new Set();
/** @type {{ message: any, forced: boolean } | undefined} */
let replyingTo;
/** @type {any} a message of one's own that is being edited */
let editing;

watch({
  open: () => void openChat(chat),
  message: ({ chatId, message }) => chatId === chat && show(message),
  edit: ({ chatId, message }) => chatId === chat && show(message),
  delete: ({ chatId, messageId }) => chatId === chat && nodeOf(messageId)?.remove(),
  typing: ({ chatId }) => chatId === chat && typing(),
});

for (const { id, firstName, kind } of state.people) {
  const option = document.createElement('option');
  option.value = String(id);
  option.textContent = `${firstName} · ${KINDS[/** @type {keyof typeof KINDS} */ (kind)]}`;
  $('person').append(option);
}
$('person').addEventListener('change', () => {
  me = Number($('person').value);
  void openChat(chat > 0 ? me : chat);
});

/** @param {number} id */
async function openChat(id) {
  chat = id;
  replyTo(undefined);
  editing = undefined;
  const open = state.chats.find((/** @type {any} */ candidate) => candidate.id === chat);
  $('title').textContent = open.title;
  $('subtitle').textContent = chat > 0 ? `@${state.bot.username} · बॉट` : `${open.members.length} लोग और बॉट`;
  $('block').hidden = chat < 0;
  $('block').textContent = blocked.has(me) ? 'चालू करें · Unblock' : 'रोकें · Block';
  $('chats').replaceChildren(
    ...state.chats
      .filter((/** @type {any} */ { id: chatId }) => chatId === me || chatId < 0)
      .map((/** @type {any} */ candidate) => {
        const button = withText('button', '', candidate.id < 0 ? `👥 ${candidate.title}` : `🤖 ${candidate.title}`);
        button.setAttribute('aria-current', String(candidate.id === chat));
        button.addEventListener('click', () => void openChat(candidate.id));
        return button;
      }),
  );
  const messages = await get(`messages?chat=${chat}`);
  $('log').replaceChildren();
  $('reply-keyboard').hidden = true;
  $('start').hidden = messages.length > 0 || chat < 0;
  for (const message of messages) show(message);
  $('log').scrollTop = $('log').scrollHeight;
}

/** Puts a new message at the end, or the new state of an old one in its place. @param {any} message */
function show(message) {
  const log = $('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const node = renderMessage(message, me, {
    onCommand: (command) => void send(command),
    onPress: press,
    onLink: followInside,
  });
  const before = nodeOf(message.message_id);
  if (before) before.replaceWith(node);
  else log.append(node);
  $('start').hidden = true;
  if (chat > 0) $('subtitle').textContent = `@${state.bot.username} · बॉट`;
  if (message.from?.id === state.bot.id && !before) applyMarkup(message);
  // The first line is the answer: of a message taller than the screen, its top is shown.
  if (atEnd) log.scrollTop = Math.min(log.scrollHeight, node.offsetTop - 8);
}

/** @param {number} messageId @returns {HTMLElement | null} */
const nodeOf = (messageId) => $('log').querySelector(`[data-id="${messageId}"]`);

/** Reply keyboards and force_reply belong to the chat, not to the message. @param {any} message */
function applyMarkup(message) {
  const markup = message.reply_markup;
  if (markup?.force_reply) return replyTo(message, true, markup.input_field_placeholder);
  if (markup?.remove_keyboard) $('reply-keyboard').hidden = true;
  if (!markup?.keyboard) return;
  const grid = withText('div', 'buttons', '');
  for (const row of markup.keyboard) {
    const line = withText('div', 'row', '');
    for (const button of row) {
      const text = typeof button === 'string' ? button : button.text;
      const key = withText('button', '', text);
      key.addEventListener('click', () => {
        if (markup.one_time_keyboard) $('reply-keyboard').hidden = true;
        void send(text);
      });
      line.append(key);
    }
    grid.append(line);
  }
  $('reply-keyboard').replaceChildren(grid);
  $('reply-keyboard').hidden = false;
}

/** @param {any} message @param {boolean} [forced] @param {string} [placeholder] */
function replyTo(message, forced = false, placeholder = 'अपना सवाल लिखिए…') {
  replyingTo = message === undefined ? undefined : { message, forced };
  $('reply-bar').hidden = message === undefined;
  $('reply-text').textContent = message === undefined ? '' : `↩ ${textOf(message)}`;
  $('text').placeholder = placeholder;
  if (message !== undefined) $('text').focus();
}

/** @param {string} text */
async function send(text) {
  await report(async () => {
    if (editing !== undefined) {
      await post('edit', { person: me, chat, message: editing.message_id, text });
      editing = undefined;
    } else {
      await post('send', {
        person: me,
        chat,
        text,
        ...(replyingTo === undefined ? {} : { replyTo: replyingTo.message.message_id }),
      });
    }
    replyTo(undefined);
    $('log').scrollTop = $('log').scrollHeight;
  });
}

/** @param {any} message @param {string} data */
async function press(message, data) {
  await report(async () => {
    const answer = await post('press', { person: me, chat, message: message.message_id, data });
    if (answer.text && answer.alert) tell(answer.text);
    else if (answer.text) toast(answer.text);
  });
}

/** Links to the bot itself and Telegram's share dialog open inside. @param {string} address @returns {boolean} */
function followInside(address) {
  const url = new URL(address);
  if (url.hostname !== 't.me') return false;
  if (url.pathname === '/share/url') {
    tell(`${url.searchParams.get('text') ?? ''}\n${url.searchParams.get('url') ?? ''}`, true);
    return true;
  }
  if (url.pathname !== `/${state.bot.username}`) return false;
  const payload = url.searchParams.get('start') ?? '';
  void openChat(me).then(() => send(`/start ${payload}`.trim()));
  return true;
}

/** @param {string} text @param {boolean} [copy] whether it can be copied */
function tell(text, copy = false) {
  $('dialog-text').textContent = text;
  $('dialog-copy').hidden = !copy;
  $('dialog').showModal();
}
$('dialog').addEventListener('close', () => {
  if ($('dialog').returnValue === 'copy') void navigator.clipboard?.writeText($('dialog-text').textContent);
});

let toastTimer = 0;
/** @param {string} text */
function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => ($('toast').hidden = true), TOAST_MS);
}

let typingTimer = 0;
function typing() {
  $('subtitle').textContent = 'लिख रहा है…';
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => ($('subtitle').textContent = `@${state.bot.username} · बॉट`), 5000);
}

/** @param {() => Promise<void>} work */
async function report(work) {
  try {
    await work();
  } catch (error) {
    toast(`⚠ ${/** @type {Error} */ (error).message}`);
  }
}

/** Opens a small menu above the composer. @param {string} opener @param {{ label: string, act: () => void }[]} items */
function openMenu(opener, items) {
  const menu = $('menu');
  const wasOpen = !menu.hidden && menu.dataset['opener'] === opener;
  closeMenu();
  if (wasOpen || items.length === 0) return;
  menu.dataset['opener'] = opener;
  menu.replaceChildren(
    ...items.map(({ label, act }) => {
      const button = withText('button', '', label);
      button.setAttribute('type', 'button');
      button.addEventListener('click', () => {
        closeMenu();
        act();
      });
      return button;
    }),
  );
  menu.hidden = false;
  $(opener).setAttribute('aria-expanded', 'true');
  menu.querySelector('button')?.focus();
}
function closeMenu() {
  $('menu').hidden = true;
  for (const id of ['commands', 'attach']) $(id).setAttribute('aria-expanded', 'false');
}

$('commands').addEventListener('click', () =>
  report(async () => {
    const commands = await get(`commands?person=${me}&chat=${chat}`);
    openMenu(
      'commands',
      commands.map((/** @type {any} */ { command, description }) => ({
        label: `/${command} · ${description}`,
        act: () => void send(`/${command}`),
      })),
    );
  }),
);
$('attach').addEventListener('click', () =>
  openMenu(
    'attach',
    Object.entries(MEDIA).map(([kind, label]) => ({
      label,
      act: () => void report(() => post('media', { person: me, chat, kind })),
    })),
  ),
);
$('reply-cancel').addEventListener('click', () => replyTo(undefined));
$('start').addEventListener('click', () => void send('/start'));
$('block').addEventListener('click', () =>
  report(async () => {
    const block = !blocked.has(me);
    await post('block', { person: me, blocked: block });
    if (block) blocked.add(me);
    else blocked.delete(me);
    $('block').textContent = block ? 'चालू करें · Unblock' : 'रोकें · Block';
  }),
);

$('composer').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (text === '') return;
  $('text').value = '';
  grow();
  void send(text);
});
$('text').addEventListener('input', grow);
$('text').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $('composer').requestSubmit();
  }
  if (event.key === 'ArrowUp' && $('text').value === '') void editLast();
  if (event.key === 'Escape') {
    editing = undefined;
    replyTo(undefined);
  }
});
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeMenu());

function grow() {
  $('text').style.height = 'auto';
  $('text').style.height = `${$('text').scrollHeight + 2}px`;
}

async function editLast() {
  const messages = await get(`messages?chat=${chat}`);
  editing = messages.findLast((/** @type {any} */ { from, text }) => from?.id === me && text !== undefined);
  if (editing !== undefined) $('text').value = editing.text;
}

const payload = new URLSearchParams(location.search).get('start');
await openChat(me);
if (payload !== null && /^[\w-]{1,64}$/.test(payload)) {
  history.replaceState(null, '', '/');
  await send(`/start ${payload}`);
}
$('text').focus();
