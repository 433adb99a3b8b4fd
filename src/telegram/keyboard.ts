import { InlineKeyboard } from 'grammy';
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { IntentButton, IntentRows } from '../answers/intent.js';
import type { Language } from '../content/language.js';
import { encodeCallback, parseCallback } from './callbacks.js';
import type { BotContext } from './context.js';
import { schemeLink, shareLink } from './links.js';

/** Buttons in rows of so many. */
export function grid(buttons: readonly InlineKeyboardButton[], columns = 1): InlineKeyboard {
  return InlineKeyboard.from(
    Array.from({ length: Math.ceil(buttons.length / columns) }, (_, row) =>
      buttons.slice(row * columns, (row + 1) * columns),
    ),
  );
}

/**
 * Turns the intents of an answer in `language` into Telegram's buttons. In a group there is no 'report':
 * what is wrong is asked of one person.
 * @param kind what a tap on another part does: `show` in an answer, `card` in the exhibition, which
 *   keeps its way back
 */
export function toKeyboard(
  ctx: Pick<BotContext, 'me' | 'chat'>,
  rows: IntentRows,
  language: Language,
  kind: 'show' | 'card' = 'show',
): InlineKeyboard {
  const { username } = ctx.me;
  const button = ({ label, intent }: IntentButton): InlineKeyboardButton | undefined => {
    switch (intent.kind) {
      case 'facet':
      case 'scheme':
        return InlineKeyboard.text(
          label,
          encodeCallback({ kind, schemeId: intent.schemeId, facet: intent.facet, language }),
        );
      case 'report':
        return ctx.chat?.type === 'private'
          ? InlineKeyboard.text(
              label,
              encodeCallback({ kind: 'report', schemeId: intent.schemeId, facet: intent.facet, language }),
            )
          : undefined;
      case 'url':
        return InlineKeyboard.url(label, intent.url);
      case 'forward':
        return InlineKeyboard.url(label, shareLink(schemeLink(username, intent.schemeId, intent.facet), intent.text));
    }
  };
  return InlineKeyboard.from(
    rows.map((row) => row.map(button).filter((one) => one !== undefined)).filter((row) => row.length > 0),
  );
}

/** @returns the schemes to which the buttons of a message lead, in their order */
export function schemesIn(markup: InlineKeyboardMarkup | undefined): readonly string[] {
  const found = (markup?.inline_keyboard.flat() ?? []).map((button) =>
    'callback_data' in button ? parseCallback(button.callback_data) : undefined,
  );
  return [...new Set(found.flatMap((data) => (data?.kind === 'show' ? [data.schemeId] : [])))];
}
