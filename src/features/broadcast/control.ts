import { Composer, InlineKeyboard, InputFile } from 'grammy';
import { blocks, bold, plain } from '../../answers/text.js';
import type { Broadcast } from '../../delivery/broadcast.js';
import { ledgerCsv } from '../../delivery/csv.js';
import type { Delivery } from '../../delivery/delivery.js';
import { formatTime } from '../../messages/dates.js';
import type { Audit } from '../../people/audit.js';
import type { Json } from '../../store/port.js';
import { awaitMessage, onAwaited } from '../../telegram/awaiting.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { onButton } from '../../telegram/on-button.js';
import { sourceOf } from '../../telegram/outgoing.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import { forTeam } from '../../telegram/team-only.js';
import { showHere } from './show.js';
import { wordsOf } from './source.js';

export interface ControlDeps {
  readonly delivery: Delivery;
  readonly audit: Audit;
}

const AWAIT_CORRECTION = 'broadcast.correct';
const SHOWN = 8;

/** Broadcasts under way and done: paused, taken back, corrected, listed. */
export function createControl({ delivery, audit }: ControlDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const team = forTeam(composer, 'administer');

  team.chatType('private').command('broadcasts', async (ctx) => {
    const shown = await delivery.latest(SHOWN);
    if (shown.length === 0) return say(ctx, plain(ctx.t('broadcast.none')));
    const keyboard = new InlineKeyboard();
    for (const { id, createdAt, state } of shown) {
      const label = `${formatTime(new Date(createdAt), ctx.language)} · ${ctx.t(`broadcast.state.${state}`)}`;
      keyboard.text(label, encodeCallback({ kind: 'run', broadcastId: id, act: 'show' })).row();
    }
    return say(ctx, blocks(bold(ctx.t('broadcast.list'))), keyboard);
  });

  onButton(team, 'run', async (ctx, { broadcastId, act }) => {
    const broadcast = await delivery.get(broadcastId);
    if (broadcast === undefined) return false;
    const note = (after?: Json): Promise<void> =>
      audit.note({
        at: ctx.now,
        by: ctx.from?.id ?? 0,
        act: `broadcast_${act}`,
        on: broadcastId,
        before: broadcast.state,
        cause: ctx.update.update_id,
        ...(after === undefined ? {} : { after }),
      });
    switch (act) {
      case 'show':
        return showHere(ctx, delivery, broadcastId);
      case 'pause':
        await delivery.pause(broadcastId);
        return note();
      case 'resume':
        await delivery.resume(broadcastId);
        return note();
      case 'cancel':
        return really(ctx, broadcast, 'cancel_yes');
      case 'cancel_yes':
        await delivery.cancel(broadcastId);
        await note();
        return editOrIgnore(ctx, plain(ctx.t('broadcast.cancelled')), new InlineKeyboard());
      case 'again_failed':
      case 'again_doubt':
        return note(await delivery.resend(broadcastId, [act === 'again_failed' ? 'failed' : 'doubt']));
      case 'let_be':
        await delivery.letBe(broadcastId);
        return note();
      case 'csv': {
        const csv = await ledgerCsv(delivery.rows(broadcastId));
        await ctx.replyWithDocument(new InputFile(Buffer.from(csv), `broadcast-${broadcastId}.csv`), {
          caption: ctx.t('broadcast.csv'),
        });
        return note();
      }
      case 'recall':
        return really(ctx, broadcast, 'recall_yes');
      case 'recall_yes': {
        const isBegun = await delivery.startPass(broadcastId, { kind: 'recall' });
        await note(isBegun);
        return editOrIgnore(
          ctx,
          plain(ctx.t(isBegun ? 'broadcast.recalling' : 'broadcast.not_now')),
          new InlineKeyboard(),
        );
      }
      case 'correct':
        if (sourceOf(broadcast.message)?.words === 'none') return say(ctx, plain(ctx.t('broadcast.no_words')));
        await say(ctx, plain(ctx.t('broadcast.ask_correction')));
        return awaitMessage(ctx, AWAIT_CORRECTION, broadcastId);
      case 'leave':
        return editOrIgnore(ctx, plain(ctx.t('broadcast.left_alone')), new InlineKeyboard());
    }
  });

  onAwaited(team, AWAIT_CORRECTION, async (ctx, id) => {
    const broadcast = await delivery.get(id);
    const words = ctx.message === undefined ? undefined : wordsOf(ctx.message);
    if (broadcast === undefined) return say(ctx, plain(ctx.t('broadcast.stale')));
    if (words === undefined || words.text === '') {
      await say(ctx, plain(ctx.t('broadcast.ask_correction')));
      return awaitMessage(ctx, AWAIT_CORRECTION, id);
    }
    // The message that lies with us first: who gets it later gets the corrected one.
    const source = sourceOf(broadcast.message);
    const entities = [...words.entities];
    if (source?.words === 'text')
      await ctx.api.editMessageText(source.chatId, source.messageId, words.text, { entities });
    if (source?.words === 'caption')
      await ctx.api.editMessageCaption(source.chatId, source.messageId, {
        caption: words.text,
        caption_entities: entities,
      });
    const isBegun = await delivery.startPass(broadcast.id, {
      kind: 'correct',
      text: words.text,
      entities: JSON.parse(JSON.stringify(entities)) as Json,
    });
    await audit.note({
      at: ctx.now,
      by: ctx.from?.id ?? 0,
      act: 'broadcast_correct',
      on: broadcast.id,
      after: isBegun,
      cause: ctx.update.update_id,
    });
    return say(ctx, plain(ctx.t(isBegun ? 'broadcast.correcting' : 'broadcast.not_now')));
  });

  async function really(ctx: BotContext, { id }: Broadcast, act: 'cancel_yes' | 'recall_yes'): Promise<void> {
    const status = await delivery.status(id);
    const keyboard = new InlineKeyboard()
      .text(ctx.t(`broadcast.act.${act}`), encodeCallback({ kind: 'run', broadcastId: id, act }))
      .text(ctx.t('broadcast.act.leave'), encodeCallback({ kind: 'run', broadcastId: id, act: 'leave' }));
    const { sent = 0, queued = 0 } = status?.counts ?? {};
    await say(ctx, plain(ctx.t(`broadcast.really.${act}`, { sent, queued })), keyboard);
  }

  return composer;
}
