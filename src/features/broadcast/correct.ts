import { FormattedString } from '@grammyjs/parse-mode';
import { InlineKeyboard, type Composer } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import { plain, type Rich } from '../../answers/text.js';
import type { Broadcast } from '../../delivery/broadcast.js';
import type { Delivery } from '../../delivery/delivery.js';
import type { Audit } from '../../people/audit.js';
import type { Json } from '../../store/port.js';
import { awaitMessage, onAwaited } from '../../telegram/awaiting.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { sourceOf } from '../../telegram/outgoing.js';
import { say } from '../../telegram/send.js';
import { quoted } from './progress.js';
import { takeButtonsOff, unlessRefused } from './show.js';
import { limitOf, withSender, wordsOf, wrongLink } from './source.js';

export interface CorrectionDeps {
  readonly delivery: Delivery;
  readonly audit: Audit;
  readonly operatorName: string | undefined;
}
export interface Correction {
  readonly ask: (ctx: BotContext, broadcast: Broadcast) => Promise<void>;
  /** The 'yes' under the preview: what stands in it goes to everybody. */
  readonly begin: (ctx: BotContext, broadcast: Broadcast) => Promise<void>;
}

const AWAIT_CORRECTION = 'broadcast.correct';

/**
 * New words for what was sent: asked for, shown as people will see them with how many they are, and
 * put in everywhere after a 'yes'. The preview itself keeps the words until then.
 */
export function createCorrection(
  team: Composer<BotContext>,
  { delivery, audit, operatorName }: CorrectionDeps,
): Correction {
  const ask: Correction['ask'] = async (ctx, broadcast) => {
    if (sourceOf(broadcast.message)?.words === 'none') return say(ctx, plain(ctx.t('broadcast.no_words')));
    await say(ctx, plain(ctx.t('broadcast.ask_correction')));
    return awaitMessage(ctx, AWAIT_CORRECTION, broadcast.id);
  };

  onAwaited(team, AWAIT_CORRECTION, async (ctx, id) => {
    const status = await delivery.status(id);
    const source = sourceOf(status?.broadcast.message);
    if (status === undefined || source === undefined) return say(ctx, plain(ctx.t('broadcast.stale')));
    const words = ctx.message === undefined ? undefined : wordsOf(ctx.message);
    const limit = limitOf(source.words);
    const why = refusal(ctx, words, limit);
    if (words === undefined || why !== undefined) {
      await say(ctx, plain(why ?? ctx.t('broadcast.ask_correction')));
      return awaitMessage(ctx, AWAIT_CORRECTION, id);
    }
    const said = withSender(new FormattedString(words.text, [...words.entities]), operatorName, limit);
    await say(ctx, plain(ctx.t('broadcast.correction_preview', { count: status.counts.sent })));
    return preview(ctx, status.broadcast, said);
  });

  const begin: Correction['begin'] = async (ctx, broadcast) => {
    const shown = ctx.callbackQuery?.message;
    const { text, entities } = shown === undefined ? { text: '', entities: [] } : shownWords(shown);
    // The message that lies with us first: who gets it later gets the corrected one.
    const source = sourceOf(broadcast.message);
    if (source?.words === 'text')
      await unlessRefused(ctx.api.editMessageText(source.chatId, source.messageId, text, { entities }));
    if (source?.words === 'caption')
      await unlessRefused(
        ctx.api.editMessageCaption(source.chatId, source.messageId, { caption: text, caption_entities: entities }),
      );
    const { pass } = broadcast;
    const isUnderWay = pass?.kind === 'correct' && pass.state === 'running' && pass.text === text;
    const isBegun =
      isUnderWay ||
      (await delivery.startPass(broadcast.id, {
        kind: 'correct',
        text,
        entities: JSON.parse(JSON.stringify(entities)) as Json,
      }));
    await audit.note({
      at: ctx.now,
      by: ctx.from?.id ?? 0,
      act: 'broadcast_correct',
      on: quoted(broadcast) ?? broadcast.id,
      after: isBegun,
      cause: ctx.update.update_id,
    });
    await takeButtonsOff(ctx);
    await say(ctx, plain(ctx.t(isBegun ? 'broadcast.correcting' : 'broadcast.not_now')));
  };

  return { ask, begin };
}

/** @returns why these words cannot stand in a message; undefined: they can */
function refusal({ t }: BotContext, words: ReturnType<typeof wordsOf>, limit: number): string | undefined {
  if (words === undefined || words.text === '') return t('broadcast.ask_correction');
  if (words.text.length > limit) return t('broadcast.refused.long', { limit });
  const wrong = wrongLink(words.text, words.entities);
  return wrong === undefined ? undefined : t('broadcast.refused.link', { link: wrong });
}

async function preview(ctx: BotContext, { id, message }: Broadcast, said: Rich): Promise<void> {
  const source = sourceOf(message);
  const keyboard = new InlineKeyboard()
    .text(ctx.t('broadcast.act.correct_yes'), encodeCallback({ kind: 'run', broadcastId: id, act: 'correct_yes' }))
    .text(ctx.t('broadcast.act.leave'), encodeCallback({ kind: 'run', broadcastId: id, act: 'leave' }));
  if (source?.words === 'caption') {
    const isShown = await unlessRefused(
      ctx.api.copyMessage(ctx.chat?.id ?? 0, source.chatId, source.messageId, {
        caption: said.text,
        caption_entities: said.entities,
        reply_markup: keyboard,
      }),
    );
    if (isShown) return;
  }
  // The picture that lies with us is gone: its words can be corrected all the same.
  await ctx.reply(said.text, { entities: said.entities, reply_markup: keyboard });
}

function shownWords(message: object): { text: string; entities: MessageEntity[] } {
  const { text, entities, caption, caption_entities } = message as {
    text?: string;
    entities?: MessageEntity[];
    caption?: string;
    caption_entities?: MessageEntity[];
  };
  return { text: text ?? caption ?? '', entities: entities ?? caption_entities ?? [] };
}
