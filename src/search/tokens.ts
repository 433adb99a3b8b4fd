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
 * `pm-किसान2000` is three. Signs without a letter (a lone virama, the rest of an emoji) are no word.
 */
const WORD = /(?=\p{L})(?:[\u0900-\u0963\u0970-\u097f]+|[a-z]+|[\p{L}\p{M}]+)|\p{N}+/gu;
/** Longer than any word or hashtag, in UTF-16 code units; what is longer is cut, for reading a word takes its length squared. */
const LONGEST_WORD = 64;
/** Letters, signs and dots together, where a short form may stand. One class, so that no text takes more than one way through. */
const DOTTED = /[\p{L}\p{M}.]+/gu;
/** Figures with separators: 1,00,000 and 10.5 stay one word, the comma goes. */
const GROUPED_DIGITS = /(?<=\d),(?=\d{2,3}(?!\d)|\d{2,3},)/gu;

/** @param text normalised by `normaliseUnicode` @returns the words in order; none for an empty text */
export function tokenise(text: string): Token[] {
  const joined = text.replace(GROUPED_DIGITS, '').replace(DOTTED, joinShortForm);
  return [...joined.matchAll(WORD)].map(([word]) => ({ text: word.slice(0, LONGEST_WORD), script: scriptOf(word) }));
}

/** Dots within a short form at the end go: p.m. kisan, पी.एम.; one dot alone ends a sentence. */
function joinShortForm(text: string): string {
  if (!text.endsWith('.')) return text;
  const parts = text.slice(0, -1).split('.');
  const before = parts.findLastIndex((part) => !isInitial(part));
  const short = parts.slice(before + 1);
  return short.length < 2 ? text : [...parts.slice(0, before + 1), short.join('')].join('.');
}

/** One letter with its signs (पी), or two (डॉ, एफ). */
function isInitial(part: string): boolean {
  const [first] = part;
  if (first === undefined || !/\p{L}/u.test(first)) return false;
  return part.length <= LONGEST_INITIAL && [...part.replace(/\p{M}/gu, '')].length <= 2;
}
const LONGEST_INITIAL = 8;

function scriptOf(word: string): TokenScript {
  if (/^[\u0900-\u097f]/u.test(word)) return 'deva';
  if (/^[a-z]/u.test(word)) return 'latn';
  return /^\d/u.test(word) ? 'digit' : 'other';
}
