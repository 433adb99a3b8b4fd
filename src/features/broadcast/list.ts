import { InlineKeyboard } from 'grammy';
import { blocks, bold, lines, truncate, type Rich } from '../../answers/text.js';
import type { Status } from '../../delivery/delivery.js';
import { formatTime } from '../../messages/dates.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { audienceCode, audienceName } from './audience.js';
import { shownState } from './progress.js';

/** As many letters as a button shows on a narrow phone, after its number. */
const MAX_LABEL = 28;

/** Broadcasts by their first words, with state, audience, how many it reached or is for, and when. */
export function listOf(ctx: BotContext, statuses: readonly Status[]): { text: Rich; keyboard: InlineKeyboard } {
  const { t } = ctx;
  const keyboard = new InlineKeyboard();
  const entries = statuses.map((status, index) => {
    const { id, title } = status.broadcast;
    const words = title === undefined || title === '' ? t('broadcast.untitled') : title;
    keyboard
      .text(
        `${index + 1}. ${truncate(words, MAX_LABEL)}`,
        encodeCallback({ kind: 'run', broadcastId: id, act: 'show' }),
      )
      .row();
    return lines(bold(`${index + 1}. ${words}`), aboutOf(ctx, status));
  });
  return { text: blocks(bold(t('broadcast.list')), ...entries), keyboard };
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
