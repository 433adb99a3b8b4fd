import type { CsvWords } from '../../delivery/csv.js';
import type { Status } from '../../delivery/delivery.js';
import { formatTime } from '../../messages/dates.js';
import { ROW_STATES, type RowState } from '../../delivery/broadcast.js';
import type { BotContext } from '../../telegram/context.js';
import { audienceCode, audienceName } from './audience.js';
import { shownState } from './progress.js';

/** What stands in the list of what became of each, in the language of whoever asks for it. */
export function csvWords(ctx: BotContext, { broadcast, counts }: Status): CsvWords {
  const { t, language } = ctx;
  const code = audienceCode(broadcast.audience);
  const state = (one: RowState): string => t(`broadcast.csv.state.${one}`);
  return {
    summary: [
      [t('broadcast.csv.message'), broadcast.title ?? ''],
      [t('broadcast.csv.audience'), code === undefined ? broadcast.audience.name : audienceName(code, ctx)],
      [t('broadcast.csv.begun'), formatTime(new Date(broadcast.startedAt ?? broadcast.createdAt), language)],
      [t('broadcast.csv.now'), t(`broadcast.state.${shownState(broadcast)}`)],
      ...(Object.keys(ROW_STATES) as RowState[])
        .filter((one) => counts[one] > 0)
        .map((one) => [state(one), counts[one]] as const),
      [t('broadcast.csv.total'), Object.values(counts).reduce((sum, count) => sum + count, 0)],
    ],
    heads: [
      t('broadcast.csv.head.recipient'),
      t('broadcast.csv.head.state'),
      t('broadcast.csv.head.message'),
      t('broadcast.csv.head.reason'),
    ],
    state,
    forgotten: t('broadcast.csv.forgotten'),
  };
}
