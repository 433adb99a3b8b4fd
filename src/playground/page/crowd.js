// @ts-check
import { get, post } from './api.js';
import { $, element, withText } from './dom.js';
import { attempt } from './notices.js';

/** The administrator's panel: made-up people by the hundred, and what reaches them. */

const LOOK_EVERY_MS = 500;
const SIGNS = { message: '', edit: '✎ ', delete: '✕ ' };
const GONE = 'संदेश हटाया गया · deleted';
/** @type {[label: string, value: (view: any) => string][]} */
const COUNTS = [
  ['आ गए · arrived', ({ arrived, people }) => `${arrived} / ${people}`],
  ['हाँ कहा · agreed', ({ agreed }) => String(agreed)],
  ['बॉट रोका · blocked', ({ blocked }) => String(blocked)],
  ['अभी एक सेकंड में · per second', ({ traffic }) => `${traffic.perSecond} (${traffic.peakPerSecond})`],
  ['कुल भेजे · sent', ({ traffic }) => String(traffic.sends)],
  ['नहीं पहुँचे · refused', ({ traffic }) => String(traffic.refused)],
  ['बहुत तेज · 429', ({ traffic }) => String(traffic.tooMany)],
];
let timer = 0;

/** @param {boolean} isAdministrator nobody else has use for a crowd */
export function showCrowd(isAdministrator) {
  $('crowd').hidden = !isAdministrator;
  watchIt();
}

function watchIt() {
  clearInterval(timer);
  if ($('crowd').hidden || !$('crowd').open) return;
  timer = setInterval(() => void look(), LOOK_EVERY_MS);
  void look();
}

async function look() {
  try {
    show(await get('crowd'));
  } catch {
    // The server is away; the next look may find it again.
  }
}

/** @param {any} view */
function show(view) {
  $('crowd-counts').replaceChildren(
    ...COUNTS.map(([label, value]) => {
      const row = element('div', '');
      row.append(withText('dt', '', label), withText('dd', '', value(view)));
      return row;
    }),
  );
  $('crowd-latest').replaceChildren(
    ...view.latest.map((/** @type {any} */ { name, kind, line }) => {
      const item = element('li', '');
      const sign = SIGNS[/** @type {keyof typeof SIGNS} */ (kind)];
      item.append(withText('b', '', name), ` ${sign}${kind === 'delete' ? GONE : line}`);
      return item;
    }),
  );
}

$('crowd').addEventListener('toggle', watchIt);
$('crowd-form').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  void attempt(async () =>
    show(
      await post('crowd', {
        count: Number($('crowd-count').value),
        blockedShare: Number($('crowd-blocked').value) / 100,
      }),
    ),
  );
});
