import { FormattedString } from '@grammyjs/parse-mode';

/** Text with entities, ready for `sendMessage`: offsets in UTF-16 code units. */
export type Rich = FormattedString;
export const plain = (text: string): Rich => new FormattedString(text);
export const bold = (text: string): Rich => FormattedString.b(text);
export const italic = (text: string): Rich => FormattedString.i(text);
export const link = (text: string, url: string): Rich => FormattedString.a(text, url);

/** Joins parts into one text, entities moved along. */
export function concat(...parts: readonly (Rich | string)[]): Rich {
  return parts.reduce<Rich>((all, part) => all.concat(typeof part === 'string' ? plain(part) : part), plain(''));
}

type Parts = readonly (Rich | string | undefined)[];

function join(separator: string, parts: Parts): Rich {
  const present = parts.filter((part): part is Rich | string => part !== undefined && part.toString() !== '');
  return concat(...present.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/** Joins the parts with a line break between, absent and empty ones left out. */
export function lines(...parts: Parts): Rich {
  return join('\n', parts);
}

/** Joins the parts with an empty line between, absent and empty ones left out. */
export function blocks(...parts: Parts): Rich {
  return join('\n\n', parts);
}

const GRAPHEMES = new Intl.Segmenter('hi', { granularity: 'grapheme' });

/** Cuts a text between grapheme clusters, so that no matra is torn off, and marks the cut with '…'. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let kept = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (kept.length + segment.length + 1 > maxLength) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
