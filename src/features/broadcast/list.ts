import { InlineKeyboard } from 'grammy';
import { blocks, bold, lines, truncate, type Rich } from '../../answers/text.js';
import type { Status } from '../../delivery/delivery.js';
import { formatTime } from '../../messages/dates.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import { grid } from '../../telegram/keyboard.js';
import type { BotContext } from '../../telegram/context.js';
import { audienceCode, audienceName } from './audience.js';
import { shownState } from './progress.js';

/** As many letters as a button shows on a narrow phone, after its number. */
const MAX_LABEL = 28;

/** Broadcasts by their first words, with state, audience, how many it reached or is for, and when. */
export function listOf(ctx: BotContext, statuses: readonly Status[]): { text: Rich; keyboard: InlineKeyboard } {
  const { t } = ctx;
  const wordsOf = ({ broadcast: { title } }: Status): string =>
    title === undefined || title === '' ? t('broadcast.untitled') : title;
  const entries = statuses.map((status, index) =>
    lines(bold(`${index + 1}. ${wordsOf(status)}`), aboutOf(ctx, status)),
  );
  const buttons = statuses.map((status, index) =>
    InlineKeyboard.text(
      `${index + 1}. ${truncate(wordsOf(status), MAX_LABEL)}`,
      encodeCallback({ kind: 'run', broadcastId: status.broadcast.id, act: 'show' }),
    ),
  );
  return { text: blocks(bold(t('broadcast.list')), ...entries), keyboard: grid(buttons) };
}

function aboutOf(ctx: BotContext, { broadcast, counts, waiting }: Status): string {
  const { t, language } = ctx;
  const code = audienceCode(broadcast.audience);
  return [
    t(`broadcast.state.${shownState(broadcast)}`),
    ...(code === undefined ? [] : [audienceName(code, ctx)]),
    ...(broadcast.startedAt === undefined ? [] : [t('broadcast.reached', { count: counts.sent })]),
    formatTime(new Date(waiting?.until ?? broadcast.startedAt ?? broadcast.createdAt), language),
  ].join(' · ');
}
