import { GrammyError, InlineKeyboard } from 'grammy';
import type { People } from '../../people/people.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';

/** 'May we send you news?': nothing is sent before the answer is yes. */
export interface NewsQuestion {
  readonly ask: (ctx: BotContext) => Promise<void>;
  /** Asks later, after an answer: under the scheme of a link it would push that out of sight. */
  readonly askLater: (ctx: BotContext) => Promise<void>;
  readonly askIfDue: (ctx: BotContext) => Promise<void>;
  /** Puts an open question into the language that was chosen meanwhile. */
  readonly translate: (ctx: BotContext) => Promise<void>;
}

/** Bounds memory: of older questions, and after a restart, the language stays. */
const MAX_OPEN = 10_000;

export function createNewsQuestion(people: People): NewsQuestion {
  const open = new Map<number, number>();

  const ask: NewsQuestion['ask'] = async (ctx) => {
    const id = ctx.from?.id ?? 0;
    const { message_id } = await ctx.reply(ctx.t('news.ask'), { reply_markup: keyboard(ctx) });
    if (ctx.person?.newsDue === true) await people.unset(id, 'newsDue');
    open.delete(id);
    open.set(id, message_id);
    const oldest = open.keys().next();
    if (open.size > MAX_OPEN && oldest.done === false) open.delete(oldest.value);
  };

  return {
    ask,
    askLater: (ctx) => people.change(ctx.from?.id ?? 0, ctx.today, { newsDue: true }),
    askIfDue: async (ctx) => {
      if (ctx.person?.newsDue === true && ctx.person.news === undefined) await ask(ctx);
    },
    translate: async (ctx) => {
      const id = ctx.from?.id ?? 0;
      const messageId = open.get(id);
      if (messageId === undefined || ctx.person?.news !== undefined) return;
      try {
        await ctx.api.editMessageText(id, messageId, ctx.t('news.ask'), { reply_markup: keyboard(ctx) });
      } catch (error) {
        // Not changed, or deleted: there is nothing to translate.
        if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
      }
    },
  };
}

function keyboard({ language, t }: BotContext): InlineKeyboard {
  return new InlineKeyboard()
    .text(t('news.button_yes'), encodeCallback({ kind: 'news', answer: 'yes', language }))
    .text(t('news.button_no'), encodeCallback({ kind: 'news', answer: 'no', language }));
}
