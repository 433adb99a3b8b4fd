import { Composer, InlineKeyboard } from 'grammy';
import { blocks, bold, plain } from '../../answers/text.js';
import type { Facet } from '../../content/facet.js';
import type { Language } from '../../content/language.js';
import type { People } from '../../people/people.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { parseStartPayload } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';

export interface WelcomeDeps {
  readonly people: People;
  readonly operator: { readonly name: string | undefined; readonly contact: string | undefined };
  /** answers as if the person had typed the question */
  readonly ask: (ctx: BotContext, question: string) => Promise<void>;
  /** shows a part of a scheme; false when there is none of this id */
  readonly showScheme: (ctx: BotContext, what: { schemeId: string; facet: Facet }) => Promise<boolean>;
}

const EXAMPLES = 3;

/** Who the bot is, who runs it, what it can do, and what it may send. */
export function createWelcome({ people, operator, ask, showScheme }: WelcomeDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  inPrivate.command('start', async (ctx) => {
    const payload = parseStartPayload(ctx.match);
    const shown = payload !== undefined && payload.kind !== 'invite' && (await showScheme(ctx, payload));
    if (!shown) {
      await say(ctx, blocks(bold(ctx.t('welcome.hello')), ctx.t('welcome.how'), whoRuns(ctx)), startKeyboard(ctx));
    }
    if (ctx.person?.news === undefined) {
      // Remembered at once, with the link that brought the person.
      if (ctx.person === undefined)
        await people.change(ctx.from.id, ctx.today, {
          lastSeen: ctx.today,
          ...(payload?.kind === 'scheme' ? { cameBy: ctx.match } : {}),
        });
      await say(ctx, plain(ctx.t('news.ask')), newsKeyboard(ctx));
    }
  });

  composer.command('help', (ctx) =>
    say(ctx, plain(ctx.t(ctx.chat.type === 'private' ? 'help' : 'help_group')), startKeyboard(ctx)),
  );
  inPrivate.command('about', (ctx) =>
    say(ctx, blocks(ctx.t('about', { count: ctx.knowledge.schemes.length }), whoRuns(ctx))),
  );
  inPrivate.command('privacy', (ctx) => say(ctx, blocks(ctx.t('privacy'), whoRuns(ctx))));
  inPrivate.command('stop', async (ctx) => {
    await people.change(ctx.from.id, ctx.today, { news: false });
    await say(ctx, plain(ctx.t('news.stopped')));
  });

  onButton(composer, 'news', async (ctx, { answer, language }) => {
    await people.change(ctx.from?.id ?? 0, ctx.today, { news: answer === 'yes' });
    await editOrIgnore(ctx, plain(ctx.translate(language)(`news.${answer}`)), new InlineKeyboard());
  });

  onButton(composer, 'example', async (ctx, { index, language }) => {
    if (index >= EXAMPLES) return false;
    await ask(ctx, ctx.translate(language)(`welcome.example.${index}`));
    return undefined;
  });

  function whoRuns(ctx: BotContext): string {
    const name = operator.name ?? ctx.t('operator.default');
    return operator.contact === undefined
      ? ctx.t('operator.line', { name })
      : ctx.t('operator.line_contact', { name, contact: operator.contact });
  }

  return composer;
}

function startKeyboard(ctx: BotContext): InlineKeyboard {
  const { language, t } = ctx;
  const keyboard = new InlineKeyboard();
  if (ctx.chat?.type === 'private') {
    for (let index = 0; index < EXAMPLES; index += 1) {
      keyboard.text(t(`welcome.example.${index}`), encodeCallback({ kind: 'example', index, language })).row();
    }
  }
  keyboard.text(t('welcome.browse'), encodeCallback({ kind: 'halls', language }));
  if (ctx.chat?.type === 'private') {
    keyboard.row();
    for (const choice of ['hi', 'hne', 'en'] satisfies Language[]) {
      keyboard.text(t(`language.name.${choice}`), encodeCallback({ kind: 'language', choice }));
    }
  }
  return keyboard;
}

function newsKeyboard(ctx: BotContext): InlineKeyboard {
  const { language, t } = ctx;
  return new InlineKeyboard()
    .text(t('news.button_yes'), encodeCallback({ kind: 'news', answer: 'yes', language }))
    .text(t('news.button_no'), encodeCallback({ kind: 'news', answer: 'no', language }));
}
