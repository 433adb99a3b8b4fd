import { Composer, InlineKeyboard } from 'grammy';
import { blocks, bold, plain, type Rich } from '../../answers/text.js';
import type { Facet } from '../../content/facet.js';
import { LANGUAGES } from '../../content/language.js';
import type { People } from '../../people/people.js';
import { may } from '../../people/roles.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { parseStartPayload } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import type { NewsQuestion } from './news-question.js';

export interface WelcomeDeps {
  readonly people: People;
  readonly operator: { readonly name: string | undefined; readonly contact: string | undefined };
  readonly news: NewsQuestion;
  /** answers a question that the person did not type; false when it was not answered */
  readonly ask: (ctx: BotContext, question: string, options: { readonly isQuoted: true }) => Promise<boolean>;
  /** shows a part of a scheme; false when there is none of this id */
  readonly showScheme: (ctx: BotContext, what: { schemeId: string; facet: Facet }, below?: string) => Promise<boolean>;
}

const EXAMPLES = 3;

/** Who the bot is, who runs it, what it can do, and what it may send. */
export function createWelcome({ people, operator, news, ask, showScheme }: WelcomeDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  inPrivate.command('start', async (ctx) => {
    const payload = parseStartPayload(ctx.match);
    const isNew = ctx.person === undefined;
    const shown =
      payload !== undefined &&
      payload.kind !== 'invite' &&
      (await showScheme(ctx, payload, isNew ? whoRuns(ctx) : undefined));
    // Remembered at once, with the link that brought the person.
    if (isNew)
      await people.change(ctx.from.id, ctx.today, {
        lastSeen: ctx.today,
        ...(payload?.kind === 'scheme' ? { cameBy: ctx.match } : {}),
      });
    if (!shown) await say(ctx, welcome(ctx), startKeyboard(ctx));
    if (ctx.person?.news === undefined) await (shown ? news.askLater(ctx) : news.ask(ctx));
  });

  onButton(composer, 'hello', async (ctx, { language }) => {
    await people.change(ctx.from?.id ?? 0, ctx.today, { language });
    Object.assign(ctx, { language, chosenLanguage: language, t: ctx.translate(language) });
    await editOrIgnore(ctx, welcome(ctx), startKeyboard(ctx));
    await news.translate(ctx);
  });

  composer.command('help', (ctx) =>
    ctx.chat.type === 'private'
      ? say(ctx, blocks(ctx.t('help'), forTheTeam(ctx)), examplesKeyboard(ctx))
      : say(ctx, plain(ctx.t('help_group')), browseKeyboard(ctx)),
  );
  inPrivate.command('about', (ctx) =>
    say(ctx, blocks(ctx.t('about', { count: ctx.knowledge.schemes.length }), whoRuns(ctx))),
  );
  inPrivate.command('privacy', (ctx) => say(ctx, blocks(ctx.t('privacy'), whoRuns(ctx))));
  inPrivate.command('stop', async (ctx) => {
    // Of whom nothing is kept, nothing is sent: a no needs no record.
    if (ctx.person !== undefined) await people.change(ctx.from.id, ctx.today, { news: false });
    await say(ctx, plain(ctx.t('news.stopped')));
  });

  onButton(composer, 'news', async (ctx, { answer, language }) => {
    if (ctx.person !== undefined || answer === 'yes')
      await people.change(ctx.from?.id ?? 0, ctx.today, { news: answer === 'yes' });
    await editOrIgnore(ctx, plain(ctx.translate(language)(`news.${answer}`)), new InlineKeyboard());
  });

  onButton(composer, 'example', async (ctx, { index, language }) => {
    if (index >= EXAMPLES) return false;
    if (await ask(ctx, ctx.translate(language)(`welcome.example.${index}`), { isQuoted: true }))
      await news.askIfDue(ctx);
    return undefined;
  });

  const welcome = (ctx: BotContext): Rich =>
    blocks(bold(ctx.t('welcome.hello')), ctx.t('welcome.how'), whoRuns(ctx), forTheTeam(ctx));

  function whoRuns(ctx: BotContext): string {
    const name = operator.name ?? ctx.t('operator.default');
    return operator.contact === undefined
      ? ctx.t('operator.line', { name })
      : ctx.t('operator.line_contact', { name, contact: operator.contact });
  }

  return composer;
}

/** What only an administrator can do, or nothing. */
function forTheTeam({ t, role }: BotContext): string | undefined {
  if (!may(role, 'administer')) return undefined;
  return ['broadcast', 'broadcasts', 'team'].map((command) => `/${command} ${t(`command.${command}`)}`).join('\n');
}

const browseButton = ({ t, language }: BotContext) =>
  InlineKeyboard.text(t('welcome.browse'), encodeCallback({ kind: 'halls', language }));

const browseKeyboard = (ctx: BotContext): InlineKeyboard => InlineKeyboard.from([[browseButton(ctx)]]);

function examplesKeyboard(ctx: BotContext): InlineKeyboard {
  const { language, t } = ctx;
  const examples = Array.from({ length: EXAMPLES }, (_, index) => [
    InlineKeyboard.text(t(`welcome.example.${index}`), encodeCallback({ kind: 'example', index, language })),
  ]);
  return InlineKeyboard.from([...examples, [browseButton(ctx)]]);
}

function startKeyboard(ctx: BotContext): InlineKeyboard {
  const languages = LANGUAGES.map((language) =>
    InlineKeyboard.text(ctx.t(`language.name.${language}`), encodeCallback({ kind: 'hello', language })),
  );
  return InlineKeyboard.from([...examplesKeyboard(ctx).inline_keyboard, languages]);
}
