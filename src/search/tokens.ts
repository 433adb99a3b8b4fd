/** The script of a word; `other` is neither Devanagari nor Latin. */
export type TokenScript = 'deva' | 'latn' | 'digit' | 'other';
export interface Token {
  /** as it stands in the normalised text */
  readonly text: string;
  readonly script: TokenScript;
}

/**
 * A word is a run of letters and the signs that belong to them (`\w` and `\b` do not know
 * Devanagari), or a run of digits. A change between Devanagari, Latin and digits also ends a word:
 * `pm-किसान2000` is three.
 */
const WORD = /[\u0900-\u0963\u0970-\u097f]+|[a-z]+|\p{N}+|[\p{L}\p{M}]+/gu;
/** Dots within a short form: p.m. kisan, पी.एम.; one dot alone ends a sentence. */
const DOTTED = /(?<![\p{L}\p{M}])(?:\p{L}\p{M}*\p{L}?\p{M}*\.){2,}(?![\p{L}\p{M}])/gu;
/** Figures with separators: 1,00,000 and 10.5 stay one word, the comma goes. */
const GROUPED_DIGITS = /(?<=\d),(?=\d{2,3}(?!\d)|\d{2,3},)/gu;

/** @param text normalised by `normaliseUnicode` @returns the words in order; none for an empty text */
export function tokenise(text: string): Token[] {
  const joined = text.replace(GROUPED_DIGITS, '').replace(DOTTED, (short) => short.replaceAll('.', ''));
  return [...joined.matchAll(WORD)].map(([word]) => ({ text: word, script: scriptOf(word) }));
}

function scriptOf(word: string): TokenScript {
  if (/^[\u0900-\u097f]/u.test(word)) return 'deva';
  if (/^[a-z]/u.test(word)) return 'latn';
  return /^\d/u.test(word) ? 'digit' : 'other';
}
