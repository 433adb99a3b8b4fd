import { Composer, InlineKeyboard, InputFile } from 'grammy';
import { plain } from '../../answers/text.js';
import type { Broadcast } from '../../delivery/broadcast.js';
import { ledgerCsv } from '../../delivery/csv.js';
import type { Delivery } from '../../delivery/delivery.js';
import { formatTime } from '../../messages/dates.js';
import type { Audit } from '../../people/audit.js';
import type { Json } from '../../store/port.js';
import type { Toast } from '../../telegram/acknowledge.js';
import { awaitMessage, onAwaited } from '../../telegram/awaiting.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import { forTeam } from '../../telegram/team-only.js';
import { createCorrection, type Correction } from './correct.js';
import { csvWords } from './csv-words.js';
import { listOf } from './list.js';
import { quoted } from './progress.js';
import { showHere, takeButtonsOff } from './show.js';
import { parseWhen } from './when.js';

export interface ControlDeps {
  readonly delivery: Delivery;
  readonly audit: Audit;
  readonly operatorName: string | undefined;
}

const AWAIT_TIME = 'broadcast.retime';
const SHOWN = 8;

/** Broadcasts under way and done: paused, taken back, corrected, listed. */
export function createControl(deps: ControlDeps): Composer<BotContext> {
  const { delivery, audit } = deps;
  const composer = new Composer<BotContext>();
  const team = forTeam(composer, 'administer');
  const correction: Correction = createCorrection(team, deps);

  team.chatType('private').command('broadcasts', async (ctx) => {
    const shown = await delivery.latest(SHOWN);
    if (shown.length === 0) return say(ctx, plain(ctx.t('broadcast.none')));
    const statuses = await Promise.all(shown.map(({ id }) => delivery.status(id)));
    const { text, keyboard } = listOf(
      ctx,
      statuses.filter((status) => status !== undefined),
    );
    return say(ctx, text, keyboard);
  });

  onButton(team, 'run', async (ctx, { broadcastId: id, act }) => {
    const broadcast = await delivery.get(id);
    if (broadcast === undefined) return false;
    const note = (after?: Json): Promise<void> =>
      audit.note({
        at: ctx.now,
        by: ctx.from?.id ?? 0,
        act: `broadcast_${act}`,
        on: quoted(broadcast) ?? id,
        before: broadcast.state,
        cause: ctx.update.update_id,
        ...(after === undefined ? {} : { after }),
      });
    const toast = (key: string, values = {}): Toast => ({ text: ctx.t(`broadcast.${key}`, values) });
    switch (act) {
      case 'show':
        return showHere(ctx, delivery, id);
      case 'pause':
        await delivery.pause(id);
        await note();
        return toast('toast.paused');
      case 'resume':
        await delivery.resume(id);
        await note();
        return { text: await goes(ctx, id) };
      case 'late_send':
        await delivery.resume(id);
        await note();
        return answer(ctx, broadcast, await goes(ctx, id));
      case 'retime':
        await say(ctx, plain(ctx.t('broadcast.when.how')));
        return awaitMessage(ctx, AWAIT_TIME, id);
      case 'cancel':
        return really(ctx, broadcast, 'cancel_yes');
      case 'cancel_yes':
        await delivery.cancel(id);
        await note();
        return editOrIgnore(ctx, plain(ctx.t('broadcast.cancelled')), new InlineKeyboard());
      case 'again_failed':
      case 'again_doubt': {
        const count = await delivery.resend(id, [act === 'again_failed' ? 'failed' : 'doubt']);
        await note(count);
        return toast('toast.again', { count });
      }
      case 'let_be':
        await delivery.letBe(id);
        await note();
        return toast('left_alone');
      case 'csv': {
        const status = await delivery.status(id);
        if (status === undefined) return false;
        const csv = await ledgerCsv(delivery.rows(id), csvWords(ctx, status));
        await note();
        await ctx.replyWithDocument(new InputFile(Buffer.from(csv), `broadcast-${id}.csv`), {
          caption: ctx.t('broadcast.csv.caption'),
        });
        return undefined;
      }
      case 'recall':
        return really(ctx, broadcast, 'recall_yes');
      case 'recall_yes': {
        const isBegun = await delivery.startPass(id, { kind: 'recall' });
        await note(isBegun);
        return editOrIgnore(
          ctx,
          plain(ctx.t(isBegun ? 'broadcast.recalling' : 'broadcast.not_now')),
          new InlineKeyboard(),
        );
      }
      case 'correct':
        return correction.ask(ctx, broadcast);
      case 'correct_yes':
        return correction.begin(ctx, broadcast);
      case 'leave':
        if (ctx.msg?.text === undefined) {
          // Under a picture: its words are not ours to write over.
          await takeButtonsOff(ctx);
          return toast('left_alone');
        }
        return editOrIgnore(ctx, plain(ctx.t('broadcast.left_alone')), new InlineKeyboard());
    }
  });

  onAwaited(team, AWAIT_TIME, async (ctx, id) => {
    const at = parseWhen(ctx.message?.text ?? '', ctx.now);
    if (at === undefined) {
      await say(ctx, plain(ctx.t('broadcast.when.wrong')));
      return awaitMessage(ctx, AWAIT_TIME, id);
    }
    const broadcast = await delivery.get(id);
    if (broadcast === undefined || !(await delivery.reschedule(id, at)))
      return say(ctx, plain(ctx.t('broadcast.not_now')));
    await audit.note({
      at: ctx.now,
      by: ctx.from?.id ?? 0,
      act: 'broadcast_retime',
      on: quoted(broadcast) ?? id,
      before: broadcast.notBefore,
      after: at,
      cause: ctx.update.update_id,
    });
    return showHere(ctx, delivery, id);
  });

  /** When it goes from now on. */
  async function goes(ctx: BotContext, id: string): Promise<string> {
    const until = (await delivery.status(id))?.waiting?.until;
    return until === undefined
      ? ctx.t('broadcast.toast.goes')
      : ctx.t('broadcast.toast.goes_at', { time: formatTime(new Date(until), ctx.language) });
  }

  async function really(ctx: BotContext, broadcast: Broadcast, act: 'cancel_yes' | 'recall_yes'): Promise<void> {
    const { id } = broadcast;
    const keyboard = new InlineKeyboard()
      .text(ctx.t(`broadcast.act.${act}`), encodeCallback({ kind: 'run', broadcastId: id, act }))
      .text(ctx.t('broadcast.act.leave'), encodeCallback({ kind: 'run', broadcastId: id, act: 'leave' }));
    const { sent = 0, queued = 0, claimed = 0 } = (await delivery.status(id))?.counts ?? {};
    // Before the list is made nobody stands in it.
    const waiting =
      broadcast.filled === true ? queued + claimed : (await delivery.countAudience(broadcast.audience)) - sent;
    await say(ctx, plain(ctx.t(`broadcast.really.${act}`, { sent, waiting: Math.max(0, waiting) })), keyboard);
  }

  return composer;
}

/** Says in place of the question what comes of it; on the page itself, which goes on being the page, over it. */
async function answer(ctx: BotContext, { progress }: Broadcast, text: string): Promise<Toast | void> {
  if (ctx.msgId === progress?.messageId) return { text };
  return editOrIgnore(ctx, plain(text), new InlineKeyboard());
}
