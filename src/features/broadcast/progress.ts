import { InlineKeyboard } from 'grammy';
import { blocks, bold, lines, type Rich } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import type { Broadcast, Counts } from '../../delivery/broadcast.js';
import type { Status } from '../../delivery/delivery.js';
import type { Translate } from '../../messages/catalogue.js';
import { formatTime } from '../../messages/dates.js';
import { encodeCallback, type CallbackOf } from '../../telegram/callbacks.js';

const BAR_CELLS = 10;

/** @returns how much is settled, 0 to 1; 0 before the recipients are known */
export function settledShare(counts: Counts): number {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : 1 - (counts.queued + counts.claimed) / all;
}

export function bar(share: number): string {
  const full = Math.floor(share * BAR_CELLS);
  return `${'▓'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${Math.floor(share * 100)} %`;
}

/** The state as it is named to the administrator. */
export function shownState({ state, pausedBy, pass }: Broadcast): string {
  if (pass?.kind === 'recall' && pass.state === 'running') return 'takingBack';
  if (state === 'paused' && pausedBy === 'failures') return 'failing';
  return state === 'paused' && pausedBy === 'late' ? 'late' : state;
}

/** The broadcast's first words in quotes; undefined: it has none. */
export const quoted = ({ title }: Broadcast): string | undefined =>
  title === undefined || title === '' ? undefined : `«${title}»`;

/** How far a broadcast is, in words for whoever is no programmer. */
export function statusText(
  { broadcast, counts, perSecond, waiting, pass }: Status,
  t: Translate,
  language: Language,
): Rich {
  const time = (at: number): string => formatTime(new Date(at), language);
  const left = counts.queued + counts.claimed;
  const count = (key: keyof Counts): string | undefined =>
    counts[key] === 0 ? undefined : t(`broadcast.count.${key}`, { count: counts[key] });
  const state = shownState(broadcast);
  const numbers = [
    t('broadcast.count.sent', { count: counts.sent }),
    count('blocked'),
    count('failed'),
    count('doubt'),
    count('left'),
    count('letBe'),
    left === 0 ? undefined : t('broadcast.count.waiting', { count: left }),
    perSecond < 1 || left === 0 || broadcast.state !== 'sending'
      ? undefined
      : t('broadcast.count.rate', { rate: Math.round(perSecond), time: duration(left / perSecond, t) }),
  ].filter((line) => line !== undefined);
  return blocks(
    lines(bold(t(`broadcast.state.${state}`)), quoted(broadcast)),
    bar(settledShare(counts)),
    numbers.join('\n'),
    waiting === undefined ? undefined : t(`broadcast.waiting.${waiting.why}`, { time: time(waiting.until) }),
    state === 'late' ? t('broadcast.late_why', { time: time(broadcast.notBefore) }) : undefined,
    state === 'failing' ? t('broadcast.failing_why') : undefined,
    broadcast.state === 'undecided' ? t('broadcast.undecided_why') : undefined,
    pass === undefined || broadcast.pass === undefined
      ? undefined
      : t(`broadcast.pass.${broadcast.pass.kind}`, {
          deleted: pass.deleted,
          edited: pass.edited,
          neither: pass.neither,
          waiting: pass.waiting,
        }),
  );
}

function duration(seconds: number, t: Translate): string {
  return seconds < 90
    ? t('broadcast.seconds', { count: Math.max(1, Math.round(seconds)) })
    : t('broadcast.minutes', { count: Math.round(seconds / 60) });
}

type Act = CallbackOf<'run'>['act'];

/** What can be done with it now. */
export function statusKeyboard({ broadcast, counts }: Status, t: Translate): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  const button = (act: Act): InlineKeyboard =>
    keyboard.text(t(`broadcast.act.${act}`), encodeCallback({ kind: 'run', broadcastId: broadcast.id, act }));
  if (broadcast.pass?.state === 'running') return keyboard;
  switch (broadcast.state) {
    case 'scheduled':
    case 'filling':
    case 'sending':
      button('pause');
      return button('cancel');
    case 'paused':
      if (broadcast.pausedBy === 'late') return lateKeyboard(broadcast, t);
      button('resume');
      return button('cancel');
    case 'takenBack':
      return button('csv');
    case 'undecided':
      button('again_doubt').row();
      button('let_be').row();
      break;
    default:
  }
  if (counts.failed > 0 && broadcast.state !== 'cancelled') button('again_failed').row();
  button('csv');
  if (counts.sent > 0) {
    button('recall');
    if (broadcast.state !== 'undecided') button('correct');
  }
  return keyboard;
}

/** What may become of a broadcast whose time has passed. */
export function lateKeyboard({ id }: Broadcast, t: Translate): InlineKeyboard {
  const data = (act: Act): string => encodeCallback({ kind: 'run', broadcastId: id, act });
  return new InlineKeyboard()
    .text(t('broadcast.act.late_send'), data('late_send'))
    .text(t('broadcast.act.retime'), data('retime'))
    .row()
    .text(t('broadcast.act.cancel'), data('cancel'));
}
