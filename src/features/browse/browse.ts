import { Composer, InlineKeyboard } from 'grammy';
import { renderAnswer } from '../../answers/answer.js';
import { bold, lines, plain, truncate } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { grid, toKeyboard } from '../../telegram/keyboard.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import { pageOf, pageOfScheme, schemesOf } from './exhibition.js';

/** The exhibition: halls, the schemes of a hall in pages, a scheme with its parts; one message, edited. */
export function createBrowse(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(['yojana', 'schemes'], (ctx) =>
    say(ctx, plain(ctx.t('browse.halls')), hallsKeyboard(ctx, ctx.language)),
  );

  onButton(composer, 'halls', async (ctx, { language }) => {
    await editOrIgnore(ctx, plain(ctx.translate(language)('browse.halls')), hallsKeyboard(ctx, language));
  });

  onButton(composer, 'list', async (ctx, { categoryId, page, language }) => {
    const category = ctx.knowledge.categories.find(({ id }) => id === categoryId);
    if (category === undefined) return false;
    const t = ctx.translate(language);
    const schemes = schemesOf(ctx.knowledge, categoryId);
    const shown = pageOf(schemes, page);
    const items = shown.items.map((scheme) => {
      const label = `${scheme.status === 'active' ? '' : '⚪ '}${truncate(scheme.name[language], 50)}`;
      return [
        InlineKeyboard.text(label, encodeCallback({ kind: 'card', schemeId: scheme.id, facet: 'about', language })),
      ];
    });
    const turn = (label: string, to: number) =>
      InlineKeyboard.text(label, encodeCallback({ kind: 'list', categoryId, page: to, language }));
    const turns = [
      ...(shown.page > 0 ? [turn('◀️', shown.page - 1)] : []),
      ...(shown.page < shown.pages - 1 ? [turn('▶️', shown.page + 1)] : []),
    ];
    const back = InlineKeyboard.text(t('browse.back_to_halls'), encodeCallback({ kind: 'halls', language }));
    const keyboard = InlineKeyboard.from([...items, ...(turns.length > 0 ? [turns] : []), [back]]);
    const head = bold(`${category.icon} ${category.name[language]}`);
    const counted = t('browse.count', { count: schemes.length, page: shown.page + 1, pages: shown.pages });
    await editOrIgnore(ctx, lines(head, counted), keyboard);
  });

  onButton(composer, 'card', async (ctx, { schemeId, facet, language }) => {
    const t = ctx.translate(language);
    const answer = renderAnswer({ knowledge: ctx.knowledge, schemeId, facet, language, t, today: ctx.today });
    const scheme = ctx.knowledge.schemeById.get(schemeId);
    if (answer === undefined || scheme === undefined) return false;
    const page = pageOfScheme(ctx.knowledge, scheme);
    const keyboard = toKeyboard(ctx, answer.buttons, language, 'card')
      .row()
      .text(t('browse.back_to_list'), encodeCallback({ kind: 'list', categoryId: scheme.category, page, language }));
    await editOrIgnore(ctx, answer.text, keyboard);
  });

  return composer;
}

function hallsKeyboard(ctx: BotContext, language: Language): InlineKeyboard {
  const halls = ctx.knowledge.categories.filter(({ id }) => schemesOf(ctx.knowledge, id).length > 0);
  const buttons = halls.map(({ id, icon, name }) =>
    InlineKeyboard.text(
      `${icon} ${name[language]}`,
      encodeCallback({ kind: 'list', categoryId: id, page: 0, language }),
    ),
  );
  return grid(buttons, 2);
}
