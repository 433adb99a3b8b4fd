import { InlineKeyboard } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { IntentRows } from '../answers/intent.js';
import type { Language } from '../content/language.js';
import { encodeCallback } from './callbacks.js';
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
 * Turns the intents of an answer in `language` into Telegram's buttons.
 * @param kind what a tap on another part does: `show` in an answer, `card` in the exhibition, which
 *   keeps its way back
 */
export function toKeyboard(
  rows: IntentRows,
  language: Language,
  botUsername: string,
  kind: 'show' | 'card' = 'show',
): InlineKeyboard {
  return InlineKeyboard.from(
    rows
      .filter((row) => row.length > 0)
      .map((row) =>
        row.map(({ label, intent }) => {
          switch (intent.kind) {
            case 'facet':
            case 'scheme':
              return InlineKeyboard.text(
                label,
                encodeCallback({ kind, schemeId: intent.schemeId, facet: intent.facet, language }),
              );
            case 'report':
              return InlineKeyboard.text(
                label,
                encodeCallback({ kind: 'report', schemeId: intent.schemeId, facet: intent.facet, language }),
              );
            case 'url':
              return InlineKeyboard.url(label, intent.url);
            case 'forward':
              return InlineKeyboard.url(label, shareLink(schemeLink(botUsername, intent.schemeId), intent.text));
          }
        }),
      ),
  );
}
