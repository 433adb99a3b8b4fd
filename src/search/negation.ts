import type { Lexicon } from '../content/lexicon.js';
import { closeKey } from './sound.js';
import type { Token } from './tokens.js';
import { normaliseUnicode } from './unicode.js';

export type IsNegated = (tokens: readonly Token[]) => boolean;

/** Whether a question says 'not'. It is a signal for the facet (trouble, exclusions), never for the ranking. */
export function createIsNegated(talk: Lexicon['talk']): IsNegated {
  const words = new Set(talk.negation.map((word) => keyOf(normaliseUnicode(word))));
  return (tokens) => tokens.some(({ text }) => words.has(keyOf(text)));
}

const keyOf = (word: string): string => (/^[a-z]/u.test(word) ? word : `=${closeKey(word)}`);
