import { Composer, InlineKeyboard } from 'grammy';
import { plain } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import type { People } from '../../people/people.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';

const CHOICES: readonly (Language | 'auto')[] = ['hi', 'hne', 'en', 'auto'];

/** Chooses the language of the answers; until then an answer follows its question. */
export function createLanguage({ people }: { readonly people: People }): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer
    .chatType('private')
    .command(['bhasha', 'language'], (ctx) => say(ctx, plain(ctx.t('language.ask')), keyboard(ctx)));

  onButton(composer, 'language', async (ctx, { choice }) => {
    if (choice === 'auto') await people.unset(ctx.from?.id ?? 0, 'language');
    else await people.change(ctx.from?.id ?? 0, ctx.today, { language: choice });
    const t = choice === 'auto' ? ctx.t : ctx.translate(choice);
    await editOrIgnore(ctx, plain(t(choice === 'auto' ? 'language.follows' : 'language.chosen')), new InlineKeyboard());
  });

  return composer;
}

function keyboard(ctx: BotContext): InlineKeyboard {
  return InlineKeyboard.from(
    CHOICES.map((choice) => [
      InlineKeyboard.text(
        `${(ctx.chosenLanguage ?? 'auto') === choice ? '✓ ' : ''}${ctx.t(`language.name.${choice}`)}`,
        encodeCallback({ kind: 'language', choice }),
      ),
    ]),
  );
}
